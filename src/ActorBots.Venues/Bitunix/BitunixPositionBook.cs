using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bitunix;

/// <summary>What is known of an account's positions: their ids, which closing needs, and the position mode. Thread-safe.</summary>
internal sealed class BitunixPositionBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, BitunixLeg> _legs = new(StringComparer.Ordinal);
    private BitunixPositionMode? _mode;

    /// <summary>The account's mode, as last told; nothing until it was told.</summary>
    public BitunixPositionMode? Mode
    {
        get
        {
            lock (_gate)
            {
                return _mode;
            }
        }
    }

    /// <summary>The sum of the unrealized results last told.</summary>
    public decimal Unrealized
    {
        get
        {
            lock (_gate)
            {
                return _legs.Values.Sum(l => l.Unrealized);
            }
        }
    }

    /// <summary>The account's mode was read.</summary>
    public void LearnMode(BitunixPositionMode mode)
    {
        lock (_gate)
        {
            _mode = mode;
        }
    }

    /// <summary>The id of an open position; nothing when none is known.</summary>
    public string? IdOf(InstrumentId instrument, bool isLong)
    {
        lock (_gate)
        {
            return _legs.Values.FirstOrDefault(l => l.Instrument == instrument && l.IsLong == isLong)?.Id;
        }
    }

    /// <summary>The venue listed all open positions, or all of one instrument.</summary>
    public void Replace(InstrumentId? instrument, IEnumerable<BitunixLeg> legs)
    {
        lock (_gate)
        {
            foreach (var gone in _legs.Values.Where(l => instrument is null || l.Instrument == instrument).ToArray())
            {
                _legs.Remove(gone.Id);
            }

            foreach (var leg in legs)
            {
                Put(leg);
            }
        }
    }

    /// <summary>The stream told one position.</summary>
    /// <returns>The instrument's position as it is now, and the leg as it was before, if it was known.</returns>
    public (VenuePosition Now, BitunixLeg? Before) Told(BitunixLeg leg)
    {
        lock (_gate)
        {
            var before = _legs.GetValueOrDefault(leg.Id);
            if (leg.Mode == BitunixPositionMode.OneWay)
            {
                // A position that was flipped or reopened while nobody listened leaves no trace of its end.
                foreach (var other in _legs.Values.Where(l => l.Instrument == leg.Instrument && l.Id != leg.Id && l.OpenedAt < leg.OpenedAt).ToArray())
                {
                    _legs.Remove(other.Id);
                }
            }

            Put(leg);
            return (Compose(leg.Instrument, [.. _legs.Values.Where(l => l.Instrument == leg.Instrument)], leg.UpdatedAt), before);
        }
    }

    /// <summary>The positions of legs, one per instrument.</summary>
    public static ImmutableArray<VenuePosition> ToPositions(IEnumerable<BitunixLeg> legs) =>
        [.. legs.GroupBy(l => l.Instrument).Select(g => Compose(g.Key, [.. g], g.Max(l => l.UpdatedAt)))];

    private static VenuePosition Compose(InstrumentId instrument, ImmutableArray<BitunixLeg> legs, DateTimeOffset at)
    {
        var isHedge = legs.Any(l => l.Mode == BitunixPositionMode.Hedge);
        var held = legs.FirstOrDefault(l => l.IsLong || !isHedge);
        return new VenuePosition(instrument, held?.Signed ?? 0m, held?.AveragePrice, at)
        {
            ShortLegQuantity = isHedge ? legs.Where(l => !l.IsLong).Sum(l => l.Quantity) : 0m,
        };
    }

    private void Put(BitunixLeg leg)
    {
        _mode = leg.Mode;
        if (leg.Quantity == 0m)
        {
            _legs.Remove(leg.Id);
        }
        else
        {
            _legs[leg.Id] = leg;
        }
    }
}

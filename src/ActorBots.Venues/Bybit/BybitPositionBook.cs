using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// What the venue last said about how an account holds its instruments: the position mode of each, and the rows of the positions, because
/// in hedge mode a message may tell one leg alone. Thread-safe.
/// </summary>
internal sealed class BybitPositionBook
{
    private const string NetRow = "0";

    private readonly ConcurrentDictionary<InstrumentId, bool> _hedged = new();
    private readonly Lock _lock = new();
    private Dictionary<(string? Symbol, string Index), BybitPosition> _rows = [];

    /// <summary>The position index of the side on which the bots trade: 0 in one-way mode, which holds until told otherwise, 1 in hedge mode.</summary>
    public int TradedIndexOf(InstrumentId instrument) => _hedged.GetValueOrDefault(instrument) ? 1 : 0;

    /// <summary>Takes the mode over from all rows of one instrument: index 0 in one-way mode, 1 and 2 in hedge mode, flat or not.</summary>
    public void LearnMode(InstrumentId instrument, IReadOnlyCollection<BybitPosition> rows)
    {
        if (rows.Count > 0)
        {
            _hedged[instrument] = rows.Any(r => IndexOf(r) != NetRow);
        }
    }

    /// <summary>Takes all rows over that are not flat; what is not among them is flat.</summary>
    /// <returns>The positions, those that are flat left out.</returns>
    public ImmutableArray<VenuePosition> Replace(IReadOnlyCollection<BybitPosition> rows)
    {
        var positions = BybitMapper.ToPositions(rows);
        lock (_lock)
        {
            _rows = rows.GroupBy(KeyOf).ToDictionary(versions => versions.Key, versions => versions.Aggregate(Newer));
        }

        return [.. positions.Where(p => p.NetQuantity != 0m || p.ShortLegQuantity != 0m)];
    }

    /// <summary>Takes changed rows over.</summary>
    /// <returns>The positions that they belong to, with the legs that the message leaves out.</returns>
    public ImmutableArray<VenuePosition> Change(IReadOnlyCollection<BybitPosition> rows)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                _rows[KeyOf(row)] = _rows.TryGetValue(KeyOf(row), out var known) ? Newer(known, row) : row;
            }

            // The rows of the other mode are what was before the user changed it.
            var hedged = rows.GroupBy(r => r.Symbol).ToDictionary(g => g.Key ?? string.Empty, g => IndexOf(g.Last()) != NetRow);
            var told = _rows.Values.Where(r => hedged.TryGetValue(r.Symbol ?? string.Empty, out var isHedged) && isHedged == (IndexOf(r) != NetRow));
            return BybitMapper.ToPositions([.. told]);
        }
    }

    private static string IndexOf(BybitPosition row) => row.PositionIdx ?? NetRow;

    private static (string? Symbol, string Index) KeyOf(BybitPosition row) => (row.Symbol, IndexOf(row));

    private static BybitPosition Newer(BybitPosition left, BybitPosition right) =>
        WireNumber.ParseTime(right.UpdatedTime, "updatedTime") >= WireNumber.ParseTime(left.UpdatedTime, "updatedTime") ? right : left;
}

using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Holds prices of instruments back for a short while, so that a candle which ended before them is told first. Used from a stream's loop.
/// </summary>
/// <param name="longest">How long at most; zero holds nothing.</param>
/// <param name="time">The clock.</param>
/// <param name="wake">Called from anywhere when a hold has lasted long enough.</param>
internal sealed class PriceHold(TimeSpan longest, TimeProvider time, Action wake) : IDisposable
{
    private const int MaxPrices = 1000;

    private readonly Dictionary<InstrumentId, Held> _holds = [];

    /// <summary>Starts to hold an instrument's prices; a hold that runs goes on.</summary>
    public void Begin(InstrumentId instrument)
    {
        if (longest > TimeSpan.Zero && !_holds.ContainsKey(instrument))
        {
            var timer = time.CreateTimer(static state => ((Action)state!)(), wake, longest, Timeout.InfiniteTimeSpan);
            _holds.Add(instrument, new Held(time.GetTimestamp(), timer));
        }
    }

    /// <summary>Whether a price was taken and waits; one that is not may go on.</summary>
    public bool Takes(MarketEvent.PriceChanged price)
    {
        if (!_holds.TryGetValue(price.Instrument, out var held))
        {
            return false;
        }

        held.Prices.Add(price);
        if (held.Prices.Count >= MaxPrices)
        {
            wake();
        }

        return true;
    }

    /// <summary>Instruments that were held long enough, or of which enough prices wait.</summary>
    public IReadOnlyList<InstrumentId> Due() =>
        [.. _holds.Where(h => time.GetElapsedTime(h.Value.Since) >= longest || h.Value.Prices.Count >= MaxPrices).Select(h => h.Key)];

    /// <summary>Ends an instrument's hold.</summary>
    /// <returns>The prices that waited, in order.</returns>
    public IReadOnlyList<MarketEvent.PriceChanged> Release(InstrumentId instrument)
    {
        if (!_holds.Remove(instrument, out var held))
        {
            return [];
        }

        held.Timer.Dispose();
        return held.Prices;
    }

    /// <summary>Ends all holds.</summary>
    /// <returns>The prices that waited, in order per instrument.</returns>
    public IReadOnlyList<MarketEvent.PriceChanged> ReleaseAll() => [.. _holds.Keys.ToArray().SelectMany(Release)];

    /// <inheritdoc />
    public void Dispose() => ReleaseAll();

    private sealed record Held(long Since, ITimer Timer)
    {
        public List<MarketEvent.PriceChanged> Prices { get; } = [];
    }
}

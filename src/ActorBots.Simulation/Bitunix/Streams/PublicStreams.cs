using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Fans the market out to the public connections.</summary>
internal sealed class PublicStreams(BitunixVenue venue, StreamRegistry registry)
{
    private readonly TopicBoard _board = new(venue, registry);
    private readonly ConcurrentDictionary<string, TickerSnapshot> _tickers = new(StringComparer.Ordinal);

    /// <summary>Makes the tickers known before the market moves.</summary>
    public void Seed(ImmutableArray<TickerSnapshot> tickers)
    {
        foreach (var ticker in tickers)
        {
            _tickers.TryAdd(ticker.Symbol, ticker);
        }
    }

    /// <summary>Publishes what happened.</summary>
    public void Publish(SimulationEvent happened)
    {
        if (happened is SimulationEvent.TickerChanged(var ticker))
        {
            _tickers[ticker.Symbol] = ticker;
        }
    }

    /// <summary>Ends all of a connection's subscriptions.</summary>
    public void Forget(StreamConnection connection) => _board.Forget(connection);
}

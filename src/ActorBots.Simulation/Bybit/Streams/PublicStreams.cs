using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Bybit.Misbehaviour;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>
/// Fans the market out to the public connections. Called on the market's thread and never waits: a frame is written once per topic and
/// put into the queue of each connection that subscribed to it.
/// </summary>
internal sealed class PublicStreams(BybitVenue venue, StreamRegistry registry)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ImmutableHashSet<StreamConnection>> _subscribers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TickerSnapshot> _tickers = new(StringComparer.Ordinal);
    private readonly FaultyDelivery _delivery = new(venue.Clock.Time);
    private long _tick;

    /// <summary>Makes the tickers known before the market moves, so that the first subscriber has its snapshot.</summary>
    public void Seed(IEnumerable<TickerSnapshot> tickers)
    {
        lock (_lock)
        {
            foreach (var ticker in tickers)
            {
                _tickers.TryAdd(ticker.Symbol, ticker);
            }
        }
    }

    /// <summary>Publishes what happened.</summary>
    public void Publish(SimulationEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case SimulationEvent.TradePrinted(var tick):
                    _tick = tick.Number;
                    PublishTrade(tick);
                    break;
                case SimulationEvent.TickerChanged(var ticker):
                    PublishTicker(ticker);
                    break;
                case SimulationEvent.CandleChanged(var symbol, var interval, var candle):
                    PublishCandle(symbol, interval, candle);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Subscribes a connection to topics: to all or, when one is bad, to none, which is the stricter reading of what the venue does.
    /// The answer, the snapshots and the changes after them are queued in this order.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="topics">The topics' names.</param>
    /// <param name="answer">Writes the answer to a problem, or to none.</param>
    public void Subscribe(StreamConnection connection, IReadOnlyList<string> topics, Func<string?, ReadOnlyMemory<byte>> answer)
    {
        lock (_lock)
        {
            var problem = topics.Select(t => Problem(connection, t)).FirstOrDefault(p => p is not null);
            connection.Answer(answer(problem));
            foreach (var topic in problem is null ? topics.Distinct(StringComparer.Ordinal) : [])
            {
                _subscribers[topic] = _subscribers.GetValueOrDefault(topic, []).Add(connection);
                SendSnapshot(connection, topic);
            }
        }
    }

    /// <summary>Ends a connection's subscription to a topic; unknown ones are ignored.</summary>
    public void Unsubscribe(StreamConnection connection, string name)
    {
        lock (_lock)
        {
            if (_subscribers.TryGetValue(name, out var subscribers))
            {
                _subscribers[name] = subscribers.Remove(connection);
            }
        }
    }

    /// <summary>Ends all of a connection's subscriptions.</summary>
    public void Forget(StreamConnection connection)
    {
        lock (_lock)
        {
            foreach (var (name, subscribers) in _subscribers.ToList())
            {
                _subscribers[name] = subscribers.Remove(connection);
            }
        }
    }

    private string? Problem(StreamConnection connection, string name) =>
        PublicTopic.Parse(name, venue) is null ? $"error:handler not found,topic:{name}"
        : _subscribers.GetValueOrDefault(name, []).Contains(connection) ? $"error:already subscribed,topic:{name}"
        : null;

    private void SendSnapshot(StreamConnection connection, string name)
    {
        if (PublicTopic.Parse(name, venue) is not { } topic || !_tickers.TryGetValue(topic.Symbol, out var ticker))
        {
            return;
        }

        if (topic.Kind == PublicTopicKind.Ticker)
        {
            connection.Push(MarketFrames.TickerSnapshot(name, ticker, _tick));
        }
        else if (topic.Kind == PublicTopicKind.Book)
        {
            connection.Push(MarketFrames.Book(name, ticker, venue.Instrument(topic.Symbol)!.Instrument, topic.Depth, _tick));
        }
    }

    private void PublishTrade(MarketTick tick)
    {
        var topic = $"publicTrade.{tick.Symbol}";
        if (tick.Quantity > 0m && HasSubscribers(topic))
        {
            var direction = _tickers.TryGetValue(tick.Symbol, out var before) ? MarketFrames.Direction(before, tick.Price) : "PlusTick";
            Send(topic, tick.Symbol, tick.At, () => MarketFrames.Trade(topic, tick, direction));
        }
    }

    private void PublishTicker(TickerSnapshot ticker)
    {
        var symbol = ticker.Symbol;
        var before = _tickers.GetValueOrDefault(symbol);
        _tickers[symbol] = ticker;
        var topic = $"tickers.{symbol}";
        var tick = _tick;
        if (HasSubscribers(topic))
        {
            Send(topic, symbol, ticker.At, () => before is null
                ? MarketFrames.TickerSnapshot(topic, ticker, tick)
                : MarketFrames.TickerDelta(topic, before, ticker, tick));
        }

        foreach (var depth in PublicTopic.Depths)
        {
            var book = PublicTopic.BookName(depth, symbol);
            if (HasSubscribers(book))
            {
                Send(book, symbol, ticker.At, () => MarketFrames.Book(book, ticker, venue.Instrument(symbol)!.Instrument, depth, tick));
            }
        }
    }

    private void PublishCandle(string symbol, CandleInterval interval, MarketCandle candle)
    {
        var topic = $"kline.{BybitWords.Of(interval)}.{symbol}";
        if (HasSubscribers(topic))
        {
            Send(topic, symbol, candle.LastTradeAt, () => MarketFrames.Candle(topic, interval, candle));
        }
    }

    private bool HasSubscribers(string topic) => _subscribers.TryGetValue(topic, out var subscribers) && !subscribers.IsEmpty;

    private void Send(string topic, string symbol, DateTimeOffset at, Func<ReadOnlyMemory<byte>> write)
    {
        var frame = write();
        ImmutableArray<FaultAction> actions = [];
        if (venue.Faults.Watches(FaultStream.Public))
        {
            var context = new FaultContext { Stream = FaultStream.Public, Topic = topic, Symbol = symbol, MarketAt = at };
            actions = venue.Faults.Strike(context);
            registry.Strike(context, actions);
        }

        _delivery.Deliver(() => Push(topic, frame), actions);
    }

    private void Push(string topic, ReadOnlyMemory<byte> frame)
    {
        ImmutableHashSet<StreamConnection> subscribers;
        lock (_lock)
        {
            subscribers = _subscribers.GetValueOrDefault(topic, []);
        }

        foreach (var connection in subscribers)
        {
            connection.Push(frame);
        }
    }
}

using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>
/// Fans the market out to the public connections. Called on the market's thread and never waits.
/// </summary>
internal sealed class PublicStreams(BybitVenue venue, StreamRegistry registry)
{
    private readonly Lock _lock = new();
    private readonly TopicBoard _board = new(venue, registry);
    private readonly Dictionary<string, TickerSnapshot> _tickers = new(StringComparer.Ordinal);
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
                _board.Add(topic, connection);
                SendSnapshot(connection, topic);
            }
        }
    }

    /// <summary>Ends a connection's subscription to a topic; unknown ones are ignored.</summary>
    public void Unsubscribe(StreamConnection connection, string name)
    {
        lock (_lock)
        {
            _board.Remove(name, connection);
        }
    }

    /// <summary>Ends all of a connection's subscriptions.</summary>
    public void Forget(StreamConnection connection)
    {
        lock (_lock)
        {
            _board.Forget(connection);
        }
    }

    private string? Problem(StreamConnection connection, string name) =>
        PublicTopic.Parse(name, venue) is null ? $"error:handler not found,topic:{name}"
        : _board.IsSubscribed(name, connection) ? $"error:already subscribed,topic:{name}"
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
        if (tick.Quantity > 0m && _board.HasSubscribers(topic))
        {
            var direction = _tickers.TryGetValue(tick.Symbol, out var before) ? MarketFrames.Direction(before, tick.Price) : "PlusTick";
            _board.Send(topic, tick.Symbol, tick.At, MarketFrames.Trade(topic, tick, direction));
        }
    }

    private void PublishTicker(TickerSnapshot ticker)
    {
        var symbol = ticker.Symbol;
        var before = _tickers.GetValueOrDefault(symbol);
        _tickers[symbol] = ticker;
        var topic = $"tickers.{symbol}";
        var tick = _tick;
        if (_board.HasSubscribers(topic))
        {
            _board.Send(topic, symbol, ticker.At, before is null
                ? MarketFrames.TickerSnapshot(topic, ticker, tick)
                : MarketFrames.TickerDelta(topic, before, ticker, tick));
        }

        foreach (var depth in PublicTopic.Depths)
        {
            var book = PublicTopic.BookName(depth, symbol);
            if (_board.HasSubscribers(book))
            {
                _board.Send(book, symbol, ticker.At, MarketFrames.Book(book, ticker, venue.Instrument(symbol)!.Instrument, depth, tick));
            }
        }
    }

    private void PublishCandle(string symbol, CandleInterval interval, MarketCandle candle)
    {
        var topic = $"kline.{BybitWords.Of(interval)}.{symbol}";
        if (_board.HasSubscribers(topic))
        {
            _board.Send(topic, symbol, candle.LastTradeAt, MarketFrames.Candle(topic, interval, candle));
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>
/// Fans the market out to the public connections: of each tick first the candles, then the trade, then the rest. Called on the market's
/// thread and never waits. A final candle is not told, because nothing in a frame could say that it is final: the first frame of the next one does.
/// </summary>
internal sealed class PublicStreams(BitunixVenue venue, StreamRegistry registry)
{
    /// <summary>Most channels of one connection.</summary>
    public const int MostChannels = 300;

    private readonly Lock _lock = new();
    private readonly TopicBoard _board = new(venue, registry);
    private readonly Dictionary<string, TickerSnapshot> _tickers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Symbol, CandleInterval Interval), MarketCandle> _candles = [];
    private readonly List<(string Symbol, CandleInterval Interval, MarketCandle Candle)> _justClosed = [];
    private MarketTick? _untoldTick;

    /// <summary>Makes the market's present state known before it moves, so that the first subscriber has its snapshot.</summary>
    public void Seed(ImmutableArray<TickerSnapshot> tickers)
    {
        // Asked for before the lock is taken: the market's thread comes with the exchange's lock and then takes this one.
        var candles = tickers
            .SelectMany(t => CandleIntervals.All, (t, i) => (t.Symbol, Interval: i, Candle: venue.Exchange.GetCandles(t.Symbol, i, null, null, 1).FirstOrDefault()))
            .ToList();
        lock (_lock)
        {
            foreach (var ticker in tickers)
            {
                _tickers.TryAdd(ticker.Symbol, ticker);
            }

            foreach (var (symbol, interval, candle) in candles)
            {
                if (candle is { IsClosed: false })
                {
                    _candles.TryAdd((symbol, interval), candle);
                }
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
                    _untoldTick = tick;
                    BeginQuietCandles(tick.At, tick.Symbol);
                    break;
                case SimulationEvent.TickerChanged(var ticker):
                    _tickers[ticker.Symbol] = ticker;
                    break;
                case SimulationEvent.CandleChanged(var symbol, var interval, { IsClosed: true } candle):
                    _justClosed.Add((symbol, interval, candle));
                    break;
                case SimulationEvent.CandleChanged(var symbol, var interval, var candle):
                    _candles[(symbol, interval)] = candle;
                    SendCandle(symbol, interval, candle, _untoldTick?.At ?? candle.LastTradeAt);
                    TellTickAfter(symbol, interval);
                    break;
                case SimulationEvent.FeedEnded(var end):
                    BeginQuietCandles(end, null);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Subscribes a connection to channels. Nothing is answered but what is beyond the limit; unknown names give no data.</summary>
    public void Subscribe(StreamConnection connection, IEnumerable<(string Channel, string Symbol)> channels)
    {
        lock (_lock)
        {
            var count = _board.CountOf(connection);
            var isBeyondLimit = false;
            foreach (var (channel, symbol) in channels)
            {
                var topic = PublicChannel.Topic(channel, symbol);
                if (_board.IsSubscribed(topic, connection))
                {
                    continue;
                }

                if (count == MostChannels)
                {
                    isBeyondLimit = true;
                    break;
                }

                count++;
                _board.Add(topic, connection);
                SendSnapshot(connection, channel, symbol);
            }

            if (isBeyondLimit)
            {
                connection.Answer(ControlFrames.TooManyChannels(MostChannels));
            }
        }
    }

    /// <summary>Ends a connection's subscription to a channel; unknown ones are ignored.</summary>
    public void Unsubscribe(StreamConnection connection, string channel, string symbol)
    {
        lock (_lock)
        {
            _board.Remove(PublicChannel.Topic(channel, symbol), connection);
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

    private void SendSnapshot(StreamConnection connection, string name, string symbol)
    {
        if (!PublicChannel.All.TryGetValue(name, out var channel))
        {
            return;
        }

        if (!_tickers.TryGetValue(symbol, out var ticker))
        {
            if (channel.Kind == PublicChannelKind.Book)
            {
                connection.Push(MarketFrames.NoBook(name, symbol, venue.OpenedAt));
            }
        }
        else if (channel.Interval is { } interval)
        {
            if (_candles.TryGetValue((symbol, interval), out var candle))
            {
                connection.Push(MarketFrames.Candle(name, symbol, candle, candle.LastTradeAt));
            }
        }
        else if (channel.Kind != PublicChannelKind.Trade)
        {
            connection.Push(OfTicker(channel, ticker));
        }
    }

    // The exchange tells a tick, its ticker and then its running candles, the longest last.
    private void TellTickAfter(string symbol, CandleInterval interval)
    {
        if (interval != CandleIntervals.All[^1] || _untoldTick is not { } tick || tick.Symbol != symbol)
        {
            return;
        }

        _untoldTick = null;
        foreach (var channel in PublicChannel.OfTick)
        {
            var topic = PublicChannel.Topic(channel.Name, symbol);
            if (!_board.HasSubscribers(topic))
            {
                continue;
            }

            if (channel.Kind != PublicChannelKind.Trade)
            {
                _board.Send(topic, symbol, tick.At, OfTicker(channel, _tickers[symbol]));
            }
            else if (tick.Quantity > 0m)
            {
                _board.Send(topic, symbol, tick.At, MarketFrames.Trade(channel.Name, tick));
            }
        }
    }

    private void SendCandle(string symbol, CandleInterval interval, MarketCandle candle, DateTimeOffset at)
    {
        foreach (var channel in PublicChannel.OfCandle[interval])
        {
            var topic = PublicChannel.Topic(channel.Name, symbol);
            if (_board.HasSubscribers(topic))
            {
                _board.Send(topic, symbol, at, MarketFrames.Candle(channel.Name, symbol, candle, at));
            }
        }
    }

    // The venue pushes candles whether or not there are trades: the first frame of the next one, still without any, tells that the last one is
    // final. An instrument that trades at this very moment tells it with its own tick.
    private void BeginQuietCandles(DateTimeOffset at, string? trading)
    {
        foreach (var (symbol, interval, last) in _justClosed.Where(c => c.Symbol != trading))
        {
            var next = new MarketCandle(interval.OpenTimeOf(at), last.Close, last.Close, last.Close, last.Close, 0m, 0m, IsClosed: false, at);
            _candles[(symbol, interval)] = next;
            SendCandle(symbol, interval, next, at);
        }

        _justClosed.Clear();
    }

    private ReadOnlyMemory<byte> OfTicker(PublicChannel channel, TickerSnapshot ticker) => channel.Kind switch
    {
        PublicChannelKind.Ticker => MarketFrames.Ticker(channel.Name, ticker),
        PublicChannelKind.Tickers => MarketFrames.Tickers(channel.Name, ticker, venue.Settings.Streams.TickersAsArray),
        PublicChannelKind.Price => MarketFrames.Price(channel.Name, ticker),
        PublicChannelKind.Book => MarketFrames.Book(channel.Name, ticker, venue.Instrument(ticker.Symbol)!.Instrument, channel.Depth),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel.Name, "not made from a ticker"),
    };
}

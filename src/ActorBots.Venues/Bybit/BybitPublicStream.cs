using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// The public stream of one node: tickers for prices, klines for closed candles. Each ticker message with a last price becomes one
/// event, in the venue's order; nothing is merged or dropped.
/// </summary>
internal sealed class BybitPublicStream : StreamSession, IAsyncDisposable
{
    private readonly BybitLink _link;
    private readonly BybitTopicBook _book = new();
    private readonly BybitSubscriptions _subscriptions;
    private readonly SilenceWatch _silence;
    private readonly CandleFeed _candles;
    private readonly EventPipe<MarketEvent> _events;
    private readonly StreamLoop _loop;
    private readonly BybitTopic _reference;
    private readonly Dictionary<string, BybitTopic> _topicsByText = new(StringComparer.Ordinal);
    private readonly List<BybitTopic> _toResume = [];
    private readonly long _started;
    private HashSet<InstrumentId> _wanted = [];
    private StreamConnection? _connection;
    private TimeSpan _reading;
    private long _openedAt;
    private bool _connected;
    private bool _downTold;

    /// <summary>The reference instrument's newest price while nobody has asked for it.</summary>
    private MarketEvent.PriceChanged? _unasked;

    public BybitPublicStream(BybitLink link, CandleReader readCandles)
    {
        var settings = link.Settings;
        _link = link;
        _started = link.Time.GetTimestamp();
        _reference = new BybitTopic(new InstrumentId(settings.ReferenceInstrument), null);
        _subscriptions = new BybitSubscriptions(Name, link.Logger);
        _silence = new SilenceWatch(settings.Streams.StaleAfter);
        var retry = (settings.Http.RetryDelay, settings.Streams.ReconnectMaxDelay);
        _candles = new CandleFeed(readCandles, Name, retry, settings.JitterSeed, link.Time, link.Logger);
        _events = new EventPipe<MarketEvent>(settings.Streams.EventBuffer, link.Time);
        _loop = new StreamLoop(this, settings.Streams, settings.JitterSeed, link.Time, link.Logger);
    }

    /// <inheritdoc />
    public override string Name => "bybit public";

    /// <inheritdoc />
    public override Uri Address => _link.Environment.PublicStream;

    /// <summary>Time in which the loop could have read the socket: without waiting for the consumer or for REST.</summary>
    private TimeSpan Attentive => _link.Time.GetElapsedTime(_started) - _events.Waited - _reading;

    /// <summary>The market's events, until cancelled. Once.</summary>
    public IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken) => _events.ReadAsync(_loop.RunAsync, cancellationToken);

    /// <summary>Wants a topic.</summary>
    public void Subscribe(MarketTopic topic)
    {
        if (_book.Add(topic))
        {
            _loop.Wake();
        }
    }

    /// <summary>Gives a topic up.</summary>
    public void Unsubscribe(MarketTopic topic)
    {
        if (_book.Remove(topic))
        {
            _loop.Wake();
        }
    }

    /// <summary>A consumer loaded candles by itself; the stream continues after the newest.</summary>
    public void Loaded(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest) => _candles.Loaded(instrument, interval, newest);

    /// <inheritdoc />
    public override async ValueTask OpenedAsync(StreamConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _openedAt = _link.Time.GetTimestamp();
        _connected = false;
        _unasked = null;
        _toResume.Clear();
        _subscriptions.Clear();
        _silence.Restart(Attentive);
        await WokenAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask WokenAsync(CancellationToken cancellationToken)
    {
        var needed = _book.Needed();
        _wanted = [.. needed.Select(t => t.Instrument)];
        _silence.Watch(_wanted, Attentive, _link.Time.GetUtcNow());
        var wanted = needed.Contains(_reference) ? needed : [.. needed, _reference];
        foreach (var topic in wanted)
        {
            _topicsByText[topic.Text] = topic;
        }

        foreach (var gone in await _subscriptions.SyncAsync(_connection!, wanted, cancellationToken))
        {
            _topicsByText.Remove(gone.Text);
            if (gone.Interval is { } interval)
            {
                _candles.Forget(gone.Instrument, interval);
            }
        }

        if (_unasked is { } price && _wanted.Contains(price.Instrument))
        {
            // Its ticker runs already, so no snapshot will come; a market that stands still would never tell the price.
            _unasked = null;
            await _events.WriteAsync(price, cancellationToken);
        }
    }

    /// <inheritdoc />
    public override async ValueTask ReceivedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            if (BybitStreams.TopicOf(message.Span) is not { } text)
            {
                await AnsweredAsync(BybitStreams.ReplyIn(message.Span), cancellationToken);
            }
            else if (!_topicsByText.TryGetValue(text, out var topic))
            {
                // Late message of a topic that was given up, or one that we never asked for.
                VenueMetrics.CountUnknown(BybitLink.Venue, "public topic", "not subscribed");
            }
            else if (topic.Interval is { } interval)
            {
                var kline = JsonSerializer.Deserialize(message.Span, BybitJson.Default.BybitKlineMessage)!;
                await KlineAsync(topic.Instrument, interval, kline, cancellationToken);
            }
            else
            {
                var ticker = JsonSerializer.Deserialize(message.Span, BybitJson.Default.BybitTickerMessage)!;
                await TickerAsync(topic, ticker, cancellationToken);
            }
        }
        catch (JsonException e)
        {
            throw new StreamBrokenException($"a message cannot be read: {e.Path}", e);
        }
        catch (WireFormatException e)
        {
            // A bad price is no price: should it go on, the instrument becomes stale; a missing candle is read by REST.
            VenueMetrics.CountUnknown(BybitLink.Venue, "public message", e.Message);
        }
    }

    /// <inheritdoc />
    public override async ValueTask TickedAsync(CancellationToken cancellationToken)
    {
        if (!_connected)
        {
            if (_link.Time.GetElapsedTime(_openedAt) >= _link.Settings.Streams.HandshakeTimeout)
            {
                throw new StreamBrokenException("not subscribed in time");
            }

            return;
        }

        foreach (var (instrument, interval, candle) in await ReadingAsync(_candles.RetryAsync(cancellationToken)))
        {
            await _events.WriteAsync(new MarketEvent.CandleClosed(instrument, interval, candle), cancellationToken);
        }

        await WatchSilenceAsync(Attentive, cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask ClosedAsync(string reason, CancellationToken cancellationToken)
    {
        _connection = null;
        _connected = false;
        if (!_downTold)
        {
            _downTold = true;
            await _events.WriteAsync(new MarketEvent.Disconnected(reason, _link.Time.GetUtcNow()), cancellationToken);
        }
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> Ping() => BybitStreams.Ping;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private async ValueTask AnsweredAsync(BybitCommandReply reply, CancellationToken cancellationToken)
    {
        var live = await _subscriptions.AnsweredAsync(_connection!, reply, cancellationToken);
        _toResume.AddRange(live.Where(t => t.Interval is not null));
        if (!_connected && _subscriptions.IsSettled)
        {
            _connected = true;
            _downTold = false;
            Log.StreamConnected(_link.Logger, Name, _subscriptions.LiveCount);
            await _events.WriteAsync(new MarketEvent.Connected(_link.Time.GetUtcNow()), cancellationToken);
        }

        if (!_connected)
        {
            return;
        }

        foreach (var topic in _toResume)
        {
            var interval = topic.Interval!.Value;
            var missed = await ReadingAsync(_candles.ResumedAsync(topic.Instrument, interval, cancellationToken));
            await TellAsync(topic.Instrument, interval, missed, cancellationToken);
        }

        _toResume.Clear();
    }

    private async ValueTask TickerAsync(BybitTopic topic, BybitTickerMessage message, CancellationToken cancellationToken)
    {
        var now = _link.Time.GetUtcNow();
        var at = WireField.ToInstant(message.Ts);
        _silence.Heard(topic.Instrument, Attentive, now);
        _link.Present.Note(topic.Instrument, at);
        if (string.IsNullOrEmpty(message.Data?.LastPrice))
        {
            return;
        }

        var price = WireField.ToPrice(message.Data.LastPrice, "lastPrice");
        var changed = new MarketEvent.PriceChanged(topic.Instrument, price, at, now, message.Cs);
        if (!_wanted.Contains(topic.Instrument))
        {
            _unasked = changed;
            return;
        }

        await _events.WriteAsync(changed, cancellationToken);
    }

    private async ValueTask KlineAsync(
        InstrumentId instrument, CandleInterval interval, BybitKlineMessage message, CancellationToken cancellationToken)
    {
        _silence.Heard(instrument, Attentive, _link.Time.GetUtcNow());
        _link.Present.Note(instrument, WireField.ToInstant(message.Ts));
        foreach (var row in (message.Data ?? []).Where(r => r.Confirm))
        {
            var candles = await ReadingAsync(_candles.ConfirmedAsync(instrument, interval, BybitMapper.ToCandle(row), cancellationToken));
            await TellAsync(instrument, interval, candles, cancellationToken);
        }
    }

    private async ValueTask TellAsync(
        InstrumentId instrument, CandleInterval interval, IEnumerable<Candle> candles, CancellationToken cancellationToken)
    {
        foreach (var candle in candles)
        {
            await _events.WriteAsync(new MarketEvent.CandleClosed(instrument, interval, candle), cancellationToken);
        }
    }

    private async ValueTask WatchSilenceAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        foreach (var (instrument, since) in _silence.BecameStale(now))
        {
            var at = _link.Time.GetUtcNow();
            Log.InstrumentStale(_link.Logger, Name, instrument.Symbol, (long)(at - since).TotalMilliseconds);
            await _events.WriteAsync(new MarketEvent.WentStale(instrument, since), cancellationToken);
        }

        if (_silence.IsDead(now))
        {
            throw new StreamBrokenException("pings are answered, but no data come");
        }

        if (_silence.NeedsReconnect(now, i => _subscriptions.IsRefused(new BybitTopic(i, null))) is { } silent)
        {
            throw new StreamBrokenException($"no data of {silent} although subscribed anew");
        }

        BybitTopic[] quiet = [.. _silence.DueForProbe(now).Select(i => new BybitTopic(i, null)).Where(_subscriptions.Has)];
        if (quiet.Length > 0)
        {
            await _subscriptions.RenewAsync(_connection!, quiet, cancellationToken);
        }
    }

    private async ValueTask<T> ReadingAsync<T>(ValueTask<T> effort)
    {
        if (effort.IsCompleted)
        {
            return await effort;
        }

        var started = _link.Time.GetTimestamp();
        var result = await effort;
        _reading += _link.Time.GetElapsedTime(started);
        return result;
    }
}

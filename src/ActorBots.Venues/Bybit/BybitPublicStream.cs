using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// The public stream of one node: tickers for prices, klines for closed candles. Each ticker message with a last price becomes one
/// event.
/// </summary>
internal sealed class BybitPublicStream : PublicSession, IAsyncDisposable
{
    private readonly BybitLink _link;
    private readonly EventPipe<MarketEvent> _events;
    private readonly BybitSubscriptions _subscriptions;
    private readonly CandleFeed _candles;
    private readonly BybitTopic _reference;
    private readonly Dictionary<string, BybitTopic> _topicsByText = new(StringComparer.Ordinal);
    private readonly List<BybitTopic> _toResume = [];

    public BybitPublicStream(BybitLink link, CandleReader readCandles)
        : this(link, readCandles, new EventPipe<MarketEvent>(link.Settings.Streams.EventBuffer, link.Time))
    {
    }

    private BybitPublicStream(BybitLink link, CandleReader readCandles, EventPipe<MarketEvent> events)
        : base("bybit public", link, link.Settings.Streams, new InstrumentId(link.Settings.ReferenceInstrument), link.Settings.JitterSeed, events)
    {
        var settings = link.Settings;
        _link = link;
        _events = events;
        _reference = new BybitTopic(Reference, null);
        _subscriptions = new BybitSubscriptions(Name, link.Logger);
        var retry = (settings.Http.RetryDelay, settings.Streams.ReconnectMaxDelay);
        _candles = new CandleFeed(readCandles, Name, retry, settings.JitterSeed, link.Time, link.Logger);
    }

    /// <inheritdoc />
    public override Uri Address => _link.Environment.PublicStream;

    /// <summary>The market's events, until cancelled. Once.</summary>
    public IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken) => _events.ReadAsync(RunAsync, cancellationToken);

    /// <summary>A consumer loaded candles by itself; the stream continues after the newest.</summary>
    public void Loaded(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest) => _candles.Loaded(instrument, interval, newest);

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> Ping() => BybitStreams.Ping;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    /// <inheritdoc />
    protected override void Begin()
    {
        _toResume.Clear();
        _subscriptions.Clear();
    }

    /// <inheritdoc />
    protected override async ValueTask SyncAsync(IReadOnlyList<MarketTopic> wanted, CancellationToken cancellationToken)
    {
        BybitTopic[] needed =
            [.. wanted.SelectMany(BybitTopic.For).Append(_reference).Distinct().OrderBy(t => t.Text, StringComparer.Ordinal)];
        foreach (var topic in needed)
        {
            _topicsByText[topic.Text] = topic;
        }

        foreach (var gone in await _subscriptions.SyncAsync(Connection!, needed, cancellationToken))
        {
            _topicsByText.Remove(gone.Text);
            if (gone.Interval is { } interval)
            {
                _candles.Forget(gone.Instrument, interval);
            }
        }
    }

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
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
            await TickerAsync(topic.Instrument, ticker, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async ValueTask TendAsync(CancellationToken cancellationToken)
    {
        foreach (var (instrument, interval, candle) in await InattentiveAsync(_candles.RetryAsync(cancellationToken)))
        {
            await TellCandlesAsync(instrument, interval, [candle], cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async ValueTask ProbeAsync(IReadOnlyList<InstrumentId> quiet, CancellationToken cancellationToken)
    {
        BybitTopic[] topics = [.. quiet.Select(i => new BybitTopic(i, null)).Where(_subscriptions.Has)];
        if (topics.Length > 0)
        {
            await _subscriptions.RenewAsync(Connection!, topics, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override bool IsHopeless(InstrumentId instrument) => _subscriptions.IsRefused(new BybitTopic(instrument, null));

    private async ValueTask AnsweredAsync(BybitCommandReply reply, CancellationToken cancellationToken)
    {
        var live = await _subscriptions.AnsweredAsync(Connection!, reply, cancellationToken);
        _toResume.AddRange(live.Where(t => t.Interval is not null));
        if (_subscriptions.IsSettled)
        {
            await ConnectedAsync(_subscriptions.LiveCount, cancellationToken);
        }

        if (!IsConnected)
        {
            return;
        }

        foreach (var topic in _toResume)
        {
            var interval = topic.Interval!.Value;
            var missed = await InattentiveAsync(_candles.ResumedAsync(topic.Instrument, interval, cancellationToken));
            await TellCandlesAsync(topic.Instrument, interval, missed, cancellationToken);
        }

        _toResume.Clear();
    }

    private async ValueTask TickerAsync(InstrumentId instrument, BybitTickerMessage message, CancellationToken cancellationToken)
    {
        var at = WireField.ToInstant(message.Ts);
        Heard(instrument, at);
        if (!string.IsNullOrEmpty(message.Data?.LastPrice))
        {
            var price = WireField.ToPrice(message.Data.LastPrice, "lastPrice");
            await TellPriceAsync(new MarketEvent.PriceChanged(instrument, price, at, _link.Time.GetUtcNow(), message.Cs), cancellationToken);
        }
    }

    private async ValueTask KlineAsync(
        InstrumentId instrument, CandleInterval interval, BybitKlineMessage message, CancellationToken cancellationToken)
    {
        Heard(instrument, WireField.ToInstant(message.Ts));
        foreach (var row in (message.Data ?? []).Where(r => r.Confirm))
        {
            var candles = await InattentiveAsync(_candles.ConfirmedAsync(instrument, interval, BybitMapper.ToCandle(row), cancellationToken));
            await TellCandlesAsync(instrument, interval, candles, cancellationToken);
        }
    }
}

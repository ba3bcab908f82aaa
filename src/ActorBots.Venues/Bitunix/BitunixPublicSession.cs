using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// One connection of the public stream: trades and tickers for prices, running candles for their ends. Prices never go back in market time;
/// those that come after a candle's end wait a moment for it.
/// </summary>
internal sealed class BitunixPublicSession : PublicSession, IDisposable
{
    private readonly BitunixLink _link;
    private readonly BitunixPublicStream _stream;
    private readonly BitunixSubscriptions _subscriptions;
    private readonly CandleCloser _candles;
    private readonly PriceHold _hold;
    private readonly Dictionary<(string Channel, string Symbol), BitunixTopic> _topicsByName = [];
    private readonly Dictionary<InstrumentId, MarketEvent.PriceChanged> _lastPrices = [];
    private readonly HashSet<InstrumentId> _everHeard = [];
    private bool _greeted;

    /// <param name="number">Which connection; 1 is the first.</param>
    /// <param name="link">What all clients share.</param>
    /// <param name="stream">The whole of which this is a part.</param>
    /// <param name="readCandles">The REST side.</param>
    /// <param name="loaded">What the consumers loaded by themselves.</param>
    /// <param name="events">Where to tell.</param>
    public BitunixPublicSession(
        int number, BitunixLink link, BitunixPublicStream stream, CandleReader readCandles, LoadedCandles loaded, EventPipe<MarketEvent> events)
        : base(
            number == 1 ? "bitunix public" : $"bitunix public {number}",
            link,
            link.Settings.Streams,
            new InstrumentId(link.Settings.ReferenceInstrument),
            link.Settings.JitterSeed + number - 1,
            events)
    {
        var settings = link.Settings;
        _link = link;
        _stream = stream;
        _subscriptions = new BitunixSubscriptions(link.Time);
        var retry = (settings.CandleRetry, settings.Streams.ReconnectMaxDelay);
        _candles = new CandleCloser(readCandles, loaded, Name, retry, settings.JitterSeed + number - 1, link.Time, link.Logger, Wake);
        _hold = new PriceHold(settings.CandleHold, link.Time, Wake);
    }

    /// <inheritdoc />
    public override Uri Address => _link.Environment.PublicStream;

    /// <inheritdoc />
    public override async ValueTask WokenAsync(CancellationToken cancellationToken)
    {
        await base.WokenAsync(cancellationToken);
        if (IsConnected)
        {
            await TellReadAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public override async ValueTask ClosedAsync(string reason, CancellationToken cancellationToken)
    {
        foreach (var price in _hold.ReleaseAll())
        {
            await TellPriceAsync(price, cancellationToken);
        }

        await base.ClosedAsync(reason, cancellationToken);
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> Ping()
    {
        _subscriptions.CountMessage();
        return BitunixFrames.Ping(_link.Time);
    }

    /// <inheritdoc />
    public void Dispose() => _hold.Dispose();

    /// <inheritdoc />
    protected override void Begin()
    {
        _greeted = false;
        _subscriptions.Clear();
        _topicsByName.Clear();
        _lastPrices.Clear();
    }

    /// <inheritdoc />
    protected override async ValueTask SyncAsync(IReadOnlyList<MarketTopic> wanted, CancellationToken cancellationToken)
    {
        if (!_greeted)
        {
            return;
        }

        BitunixTopic[] needed = [.. wanted.SelectMany(BitunixTopic.For).Append(BitunixTopic.Ticker(Reference)).Distinct()];
        var (added, gone) = await _subscriptions.SyncAsync(Connection!, needed, cancellationToken);
        foreach (var topic in gone)
        {
            _topicsByName.Remove((topic.Channel, topic.Instrument.Symbol));
            if (topic.Interval is { } interval)
            {
                _candles.Forget(topic.Instrument, interval);
            }
        }

        foreach (var topic in added)
        {
            _topicsByName[(topic.Channel, topic.Instrument.Symbol)] = topic;
            if (topic.Interval is { } interval)
            {
                _candles.Watch(topic.Instrument, interval);
            }
        }

        _everHeard.IntersectWith(needed.Select(t => t.Instrument));
    }

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var head = BitunixFrames.HeadOf(message.Span);
        if (head.Channel is null)
        {
            await ControlAsync(head, cancellationToken);
        }
        else if (!_topicsByName.TryGetValue((head.Channel, head.Symbol?.ToUpperInvariant() ?? string.Empty), out var topic))
        {
            // Late message of a topic that was given up, or one that we never asked for.
            VenueMetrics.CountUnknown(BitunixLink.Venue, "public topic", "not subscribed");
        }
        else
        {
            // Nothing acknowledges a subscription; its first data do.
            await UpWithDataAsync(cancellationToken);
            await DataAsync(topic, message, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async ValueTask TendAsync(CancellationToken cancellationToken)
    {
        if (_subscriptions.Owes)
        {
            await base.WokenAsync(cancellationToken);
        }

        await _subscriptions.RenewAsync(Connection!, [], cancellationToken);
        await TellReadAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override ValueTask ProbeAsync(IReadOnlyList<InstrumentId> quiet, CancellationToken cancellationToken) =>
        _subscriptions.RenewAsync(Connection!, quiet.Select(BitunixTopic.Ticker), cancellationToken);

    /// <summary>The venue ignores bad names silently: what was never heard of has one, as far as we can tell.</summary>
    protected override bool IsHopeless(InstrumentId instrument) => !_everHeard.Contains(instrument);

    /// <inheritdoc />
    protected override async ValueTask UpAsync(CancellationToken cancellationToken) =>
        await _stream.UpAsync(this, () => base.UpAsync(cancellationToken), cancellationToken);

    /// <inheritdoc />
    protected override async ValueTask DownAsync(string reason, CancellationToken cancellationToken) =>
        await _stream.DownAsync(this, () => base.DownAsync(reason, cancellationToken), cancellationToken);

    private async ValueTask ControlAsync(BitunixFrameHead head, CancellationToken cancellationToken)
    {
        switch (head.Op)
        {
            case "connect" when head.Result == false:
                throw new StreamBrokenException($"refused by the venue: {head.Message}");
            case "connect" when !_greeted:
                // The venue reads in order: the answer to a ping behind the subscriptions says that it has them.
                _greeted = true;
                await base.WokenAsync(cancellationToken);
                await Connection!.SendAsync(Ping(), cancellationToken);
                break;
            case "ping" when _greeted:
                await UpWithDataAsync(cancellationToken);
                break;
            case "subscribe" when head.Result == false:
                Log.TopicsRefused(_link.Logger, Name, "beyond the limit", head.Message ?? string.Empty);
                break;
        }
    }

    private async ValueTask UpWithDataAsync(CancellationToken cancellationToken)
    {
        if (!IsConnected)
        {
            await ConnectedAsync(_subscriptions.Count, cancellationToken);
            await TellReadAsync(cancellationToken);
        }
    }

    private async ValueTask DataAsync(BitunixTopic topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        switch (topic.Channel)
        {
            case BitunixTopic.Trades:
                var trades = JsonSerializer.Deserialize(message.Span, BitunixMarketJson.Default.TradeMessage)!;
                var tradedAt = MarketTimeOf(topic.Instrument, trades.Ts);
                Hold(topic.Instrument, _candles.Passed(topic.Instrument, tradedAt, cancellationToken));
                foreach (var trade in trades.Data?.All ?? [])
                {
                    await PriceAsync(topic.Instrument, WireField.ToPrice(trade.P, "p"), tradedAt, isTrade: true, cancellationToken);
                }

                break;
            case BitunixTopic.TickerChannel:
                var ticker = JsonSerializer.Deserialize(message.Span, BitunixMarketJson.Default.TickerMessage)!;
                var toldAt = MarketTimeOf(topic.Instrument, ticker.Ts);
                Hold(topic.Instrument, _candles.Passed(topic.Instrument, toldAt, cancellationToken));
                await PriceAsync(topic.Instrument, WireField.ToPrice(ticker.Data?.First?.La, "la"), toldAt, isTrade: false, cancellationToken);
                break;
            default:
                var kline = JsonSerializer.Deserialize(message.Span, BitunixMarketJson.Default.KlineMessage)!;
                var ranAt = MarketTimeOf(topic.Instrument, kline.Ts);
                var running = BitunixMarketMapper.ToCandle(kline.Data?.First);
                Hold(topic.Instrument, _candles.Ran(topic.Instrument, topic.Interval!.Value, ranAt, running, cancellationToken));
                break;
        }
    }

    private DateTimeOffset MarketTimeOf(InstrumentId instrument, long milliseconds)
    {
        var at = WireField.ToInstant(milliseconds);
        Heard(instrument, at);
        _everHeard.Add(instrument);
        return at;
    }

    /// <summary>Candles are being read: what is traded meanwhile waits for them.</summary>
    private void Hold(InstrumentId instrument, bool isReading)
    {
        if (isReading)
        {
            _hold.Begin(instrument);
        }
    }

    /// <summary>
    /// Tells a price unless a newer one was told. At one instant a trade beats the ticker, which only repeats it.
    /// </summary>
    private async ValueTask PriceAsync(InstrumentId instrument, Price price, DateTimeOffset at, bool isTrade, CancellationToken cancellationToken)
    {
        if (_lastPrices.TryGetValue(instrument, out var last) && (at < last.At || (at == last.At && (!isTrade || price == last.Price))))
        {
            return;
        }

        var changed = new MarketEvent.PriceChanged(instrument, price, at, _link.Time.GetUtcNow(), at.ToUnixTimeMilliseconds());
        _lastPrices[instrument] = changed;
        if (!_hold.Takes(changed))
        {
            await TellPriceAsync(changed, cancellationToken);
        }
    }

    /// <summary>Tells the candles that were read, then the prices that waited for them or waited long enough.</summary>
    private async ValueTask TellReadAsync(CancellationToken cancellationToken)
    {
        var (read, begun) = await _candles.CollectAsync(cancellationToken);
        foreach (var instrument in begun)
        {
            _hold.Begin(instrument);
        }

        foreach (var (instrument, interval, candles) in read)
        {
            await TellCandlesAsync(instrument, interval, candles, cancellationToken);
        }

        var free = read.Select(r => r.Instrument).Distinct().Where(i => !_candles.IsReading(i)).Union(_hold.Due());
        foreach (var price in free.ToArray().SelectMany(_hold.Release))
        {
            await TellPriceAsync(price, cancellationToken);
        }
    }
}

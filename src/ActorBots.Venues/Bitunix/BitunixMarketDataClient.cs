using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>The public side of Bitunix for one node: USDT perpetuals.</summary>
internal sealed class BitunixMarketDataClient : IMarketDataClient
{
    private const int MaxCandles = 1000;
    private const int MaxRows = 200;
    private const int MaxPages = 50;

    private readonly BitunixLink _link;
    private readonly BitunixRestApi _api;
    private readonly BitunixPublicStream _stream;

    public BitunixMarketDataClient(BitunixLink link)
    {
        _link = link;
        _api = new BitunixRestApi(link);
        _stream = new BitunixPublicStream(link, ReadCandlesAsync);
    }

    /// <inheritdoc />
    public async Task<VenueResult<ImmutableArray<Instrument>>> GetInstrumentsAsync(CancellationToken cancellationToken)
    {
        var result = await _api.SendAsync(
            RestCall.Get(BitunixPaths.TradingPairs, string.Empty), BitunixMarketJson.Default.TradingPairs, cancellationToken);
        return result.Map<BitunixRows<BitunixTradingPair>, ImmutableArray<Instrument>>(
            pairs => [.. pairs.All.Select(BitunixMarketMapper.ToInstrument).OfType<Instrument>().DistinctBy(i => i.Id)]);
    }

    /// <inheritdoc />
    public async Task<VenueResult<ImmutableArray<Candle>>> GetClosedCandlesAsync(
        InstrumentId instrument, CandleInterval interval, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCandles);
        var present = await _link.Present.SoonAsync(instrument, MarketPresent.FirstWord, _link.Time, cancellationToken);
        var rows = await ReadBackAsync(instrument, interval, endTime: null, count + 1, RequestPriority.Query, cancellationToken);
        if (!rows.IsSuccess)
        {
            return rows;
        }

        var closed = WithoutOpen(rows.Value, interval, present);
        closed = closed.Length > count ? closed[^count..] : closed;
        if (!closed.IsEmpty)
        {
            _stream.Loaded(instrument, interval, closed[^1].OpenTime);
        }

        return VenueResult<ImmutableArray<Candle>>.Success(closed);
    }

    /// <inheritdoc />
    /// <remarks>
    /// The venue tells a last price without its time. The time is the newest that its messages told: of the stream, or the running candle's
    /// beginning, whichever is later.
    /// </remarks>
    public async Task<VenueResult<MarketEvent.PriceChanged>> GetLastPriceAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var running = await ReadPageAsync(instrument, CandleInterval.OneMinute, endTime: null, 1, RequestPriority.Query, cancellationToken);
        if (running.Error is { } unknown)
        {
            return VenueResult<MarketEvent.PriceChanged>.Failure(unknown);
        }

        var result = await _api.SendAsync(
            RestCall.Get(BitunixPaths.Tickers, $"symbols={instrument}"), BitunixMarketJson.Default.Tickers, cancellationToken);
        return result.Map(tickers =>
        {
            var ticker = tickers.All.FirstOrDefault(t => string.Equals(t.Symbol, instrument.Symbol, StringComparison.OrdinalIgnoreCase))
                ?? throw new WireFormatException($"no ticker of {instrument}");
            var price = WireField.ToPrice(string.IsNullOrEmpty(ticker.LastPrice) ? ticker.Last : ticker.LastPrice, "lastPrice");
            DateTimeOffset?[] times = [_link.Present.Of(instrument), running.Value.IsEmpty ? null : running.Value[^1].OpenTime];
            var at = times.Max() ?? throw new WireFormatException($"no market time of {instrument}");
            return new MarketEvent.PriceChanged(instrument, price, at, _link.Time.GetUtcNow(), at.ToUnixTimeMilliseconds());
        });
    }

    /// <inheritdoc />
    public void Subscribe(MarketTopic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        _link.Present.Expect(topic.Instrument);
        _stream.Subscribe(topic);
    }

    /// <inheritdoc />
    public void Unsubscribe(MarketTopic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        _stream.Unsubscribe(topic);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken) => _stream.StreamAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>Reads a span of closed candles for the stream, ahead of what bots load to begin with.</summary>
    private async Task<VenueResult<ImmutableArray<Candle>>> ReadCandlesAsync(
        InstrumentId instrument, CandleInterval interval, DateTimeOffset from, DateTimeOffset? through, CancellationToken cancellationToken)
    {
        var present = _link.Present.Of(instrument);
        var last = through ?? interval.OpenTimeOf(present ?? from);
        var count = (int)Math.Clamp(((last - from) / interval.Length()) + 1, 1, MaxPages * MaxRows);

        // Whether the bound counts itself is not documented; a millisecond before the next candle it makes no difference.
        long? endTime = through is null ? null : (last + interval.Length()).ToUnixTimeMilliseconds() - 1;
        var rows = await ReadBackAsync(instrument, interval, endTime, through is null ? count + 1 : count, RequestPriority.Entry, cancellationToken);
        return rows.IsSuccess && through is null ? VenueResult<ImmutableArray<Candle>>.Success(WithoutOpen(rows.Value, interval, present)) : rows;
    }

    /// <summary>Reads the newest candles before a bound, page by page backwards: the venue cuts a page at its old end.</summary>
    /// <returns>Oldest first, each once.</returns>
    private async Task<VenueResult<ImmutableArray<Candle>>> ReadBackAsync(
        InstrumentId instrument, CandleInterval interval, long? endTime, int count, RequestPriority priority, CancellationToken cancellationToken)
    {
        var all = new SortedDictionary<DateTimeOffset, Candle>();
        for (var page = 0; page < MaxPages && all.Count < count; page++)
        {
            var rows = await ReadPageAsync(instrument, interval, endTime, Math.Min(count - all.Count, MaxRows), priority, cancellationToken);
            if (!rows.IsSuccess)
            {
                return rows;
            }

            var known = all.Count;
            foreach (var candle in rows.Value)
            {
                all[candle.OpenTime] = candle;
            }

            if (all.Count == known)
            {
                break;
            }

            endTime = all.Keys.First().ToUnixTimeMilliseconds() - 1;
        }

        return VenueResult<ImmutableArray<Candle>>.Success([.. all.Values.TakeLast(count)]);
    }

    private async Task<VenueResult<ImmutableArray<Candle>>> ReadPageAsync(
        InstrumentId instrument, CandleInterval interval, long? endTime, int limit, RequestPriority priority, CancellationToken cancellationToken)
    {
        var bound = endTime is { } end ? string.Create(CultureInfo.InvariantCulture, $"&endTime={end}") : string.Empty;
        var query = string.Create(
            CultureInfo.InvariantCulture, $"symbol={instrument}&interval={BitunixIntervals.ToQuery(interval)}&limit={limit}&type=LAST_PRICE{bound}");
        var result = await _api.SendAsync(RestCall.Get(BitunixPaths.Kline, query, priority), BitunixMarketJson.Default.Klines, cancellationToken);
        return result.Map<BitunixRows<BitunixKline>, ImmutableArray<Candle>>(
            rows => [.. rows.All.Select(BitunixMarketMapper.ToCandle).OrderBy(c => c.OpenTime).DistinctBy(c => c.OpenTime)]);
    }

    /// <summary>
    /// Drops the newest row, which may be open still, unless the market was seen past its end before the question went out. No clock of
    /// ours decides.
    /// </summary>
    private static ImmutableArray<Candle> WithoutOpen(ImmutableArray<Candle> candles, CandleInterval interval, DateTimeOffset? present) =>
        candles.IsEmpty || present >= candles[^1].OpenTime + interval.Length() ? candles : candles[..^1];
}

using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>The public side of Bybit for one node: linear USDT perpetuals.</summary>
internal sealed class BybitMarketDataClient : IMarketDataClient
{
    private const int MaxRows = 1000;
    private const int MaxPages = 50;

    private readonly BybitLink _link;
    private readonly BybitRestApi _api;
    private readonly BybitPublicStream _stream;

    public BybitMarketDataClient(BybitLink link)
    {
        _link = link;
        _api = new BybitRestApi(link);
        _stream = new BybitPublicStream(link, ReadCandlesAsync);
    }

    /// <inheritdoc />
    public async Task<VenueResult<ImmutableArray<Instrument>>> GetInstrumentsAsync(CancellationToken cancellationToken)
    {
        var instruments = ImmutableArray.CreateBuilder<Instrument>();
        var cursor = string.Empty;
        for (var page = 0; page < MaxPages; page++)
        {
            var query = $"category={BybitRestApi.Category}&limit={MaxRows}" + (cursor.Length == 0 ? string.Empty : $"&cursor={BybitCursor.Encode(cursor)}");
            var result = await _api.SendAsync(
                RestCall.Get(BybitPaths.Instruments, query), BybitJson.Default.BybitReplyBybitPageBybitInstrument, cancellationToken);
            if (result.Error is { } error)
            {
                return VenueResult<ImmutableArray<Instrument>>.Failure(error);
            }

            instruments.AddRange((result.Value?.List ?? []).Select(BybitMapper.ToInstrument).OfType<Instrument>());
            var next = result.Value?.NextPageCursor ?? string.Empty;
            if (next.Length == 0 || next == cursor)
            {
                break;
            }

            cursor = next;
        }

        return VenueResult<ImmutableArray<Instrument>>.Success([.. instruments.DistinctBy(i => i.Id)]);
    }

    /// <inheritdoc />
    public async Task<VenueResult<ImmutableArray<Candle>>> GetClosedCandlesAsync(
        InstrumentId instrument, CandleInterval interval, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxRows);
        var present = await _link.Present.SoonAsync(instrument, MarketPresent.FirstWord, _link.Time, cancellationToken);
        var newest = await ReadKlinesAsync(instrument, interval, $"limit={Math.Min(count + 1, MaxRows)}", cancellationToken);
        if (!newest.IsSuccess || newest.Value.IsEmpty)
        {
            return newest;
        }

        var closed = WithoutOpen(newest.Value, interval, present);
        if (closed.Length < count && newest.Value.Length == MaxRows)
        {
            // The page was full and its newest row is open: one more row, older than all of them.
            var before = newest.Value[0].OpenTime.ToUnixTimeMilliseconds() - 1;
            var older = await ReadKlinesAsync(
                instrument, interval, string.Create(CultureInfo.InvariantCulture, $"end={before}&limit=1"), cancellationToken);
            if (!older.IsSuccess)
            {
                return older;
            }

            closed = closed.InsertRange(0, older.Value);
        }

        closed = closed.Length > count ? closed[^count..] : closed;
        if (!closed.IsEmpty)
        {
            _stream.Loaded(instrument, interval, closed[^1].OpenTime);
        }

        return VenueResult<ImmutableArray<Candle>>.Success(closed);
    }

    /// <inheritdoc />
    public async Task<VenueResult<MarketEvent.PriceChanged>> GetLastPriceAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var result = await _api.SendAsync(
            RestCall.Get(BybitPaths.RecentTrades, $"category={BybitRestApi.Category}&symbol={instrument}&limit=1"),
            BybitJson.Default.BybitReplyBybitPageBybitPublicTrade,
            cancellationToken);
        if (result.Error is { } error)
        {
            return VenueResult<MarketEvent.PriceChanged>.Failure(error);
        }

        try
        {
            var trade = result.Value?.List?.FirstOrDefault(t => t.Symbol == instrument.Symbol)
                ?? throw new WireFormatException($"no trade of {instrument}");
            var at = WireNumber.ParseTime(trade.Time, "time");
            var price = WireField.ToPrice(trade.Price, "price");
            return VenueResult<MarketEvent.PriceChanged>.Success(new(instrument, price, at, _link.Time.GetUtcNow(), trade.Seq));
        }
        catch (WireFormatException e)
        {
            return VenueResult<MarketEvent.PriceChanged>.Failure(new(VenueErrorKind.Final, VenueErrorCode.BadAnswer, "none", e.Message));
        }
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

    /// <summary>Reads a span of closed candles in windows that cannot overflow a page.</summary>
    private async Task<VenueResult<ImmutableArray<Candle>>> ReadCandlesAsync(
        InstrumentId instrument, CandleInterval interval, DateTimeOffset from, DateTimeOffset? through, CancellationToken cancellationToken)
    {
        var present = _link.Present.Of(instrument);
        var all = ImmutableArray.CreateBuilder<Candle>();
        var start = from;
        for (var page = 0; page < MaxPages && !(start > through); page++)
        {
            var end = start + (interval.Length() * (MaxRows - 1));
            end = end > through ? through.Value : end;
            var bounds = string.Create(
                CultureInfo.InvariantCulture, $"start={start.ToUnixTimeMilliseconds()}&end={end.ToUnixTimeMilliseconds()}&limit={MaxRows}");
            var rows = await ReadKlinesAsync(instrument, interval, bounds, cancellationToken);
            if (!rows.IsSuccess)
            {
                return rows;
            }

            all.AddRange(rows.Value);
            if (through is null && rows.Value.Length < MaxRows)
            {
                break;
            }

            start = end + interval.Length();
        }

        return VenueResult<ImmutableArray<Candle>>.Success(through is null ? WithoutOpen(all.ToImmutable(), interval, present) : all.ToImmutable());
    }

    private async Task<VenueResult<ImmutableArray<Candle>>> ReadKlinesAsync(
        InstrumentId instrument, CandleInterval interval, string bounds, CancellationToken cancellationToken)
    {
        var query = $"category={BybitRestApi.Category}&symbol={instrument}&interval={BybitMapper.ToText(interval)}&{bounds}";
        var result = await _api.SendAsync(
            RestCall.Get(BybitPaths.Kline, query), BybitJson.Default.BybitReplyBybitPageStringArray, cancellationToken);
        if (result.Error is { } error)
        {
            return VenueResult<ImmutableArray<Candle>>.Failure(error);
        }

        try
        {
            var candles = (result.Value?.List ?? throw new WireFormatException("no list of klines")).Select(BybitMapper.ToCandle);
            return VenueResult<ImmutableArray<Candle>>.Success([.. candles.OrderBy(c => c.OpenTime).DistinctBy(c => c.OpenTime)]);
        }
        catch (WireFormatException e)
        {
            return VenueResult<ImmutableArray<Candle>>.Failure(new(VenueErrorKind.Final, VenueErrorCode.BadAnswer, "none", e.Message));
        }
    }

    /// <summary>
    /// Drops the newest row, which may be open still, unless the market was seen past its end before the question went out. No clock of
    /// ours decides.
    /// </summary>
    private static ImmutableArray<Candle> WithoutOpen(ImmutableArray<Candle> candles, CandleInterval interval, DateTimeOffset? present) =>
        candles.IsEmpty || present >= candles[^1].OpenTime + interval.Length() ? candles : candles[..^1];
}

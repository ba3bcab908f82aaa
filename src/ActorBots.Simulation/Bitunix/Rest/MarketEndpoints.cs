using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Candles, tickers and the book.</summary>
internal sealed class MarketEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;
    private const int WholeBook = 200;
    private const int LargestPage = 200;

    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<string> Depths = ["1", "5", "15", "50", "max"];
    private static readonly ImmutableArray<string> CandleTypes = ["LAST_PRICE", "MARK_PRICE"];
    private static readonly ImmutableArray<string> Intervals = [.. CandleIntervals.All.Select(Name)];

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/api/v1/futures/market/kline", Candles, PerSecond),
        RestRoute.Public("/api/v1/futures/market/tickers", Tickers, PerSecond),
        RestRoute.Public("/api/v1/futures/market/depth", Depth, PerSecond),
    ];

    /// <summary>Rows are the newest up to the end, whatever the start is: it only cuts.</summary>
    private RestReply Candles(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var name = parameters.Text("interval");
        var start = parameters.Time("startTime");
        var end = parameters.Time("endTime") ?? Latest;
        var limit = parameters.Limit(LargestPage, 100);
        var type = parameters.Optional("type") ?? CandleTypes[0];
        if (symbol.Length == 0 || name.Length == 0)
        {
            return BitunixReply.MissingMarketParameter;
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        return venue.Instrument(symbol) is null ? BitunixReply.UnknownSymbol
            : !Intervals.Contains(name) ? BitunixReply.NotAllowed(name, Intervals)
            : !CandleTypes.Contains(type) ? BitunixReply.NotAllowed(type, CandleTypes)
            : BitunixReply.Array(
                venue.Exchange.GetCandles(symbol, CandleIntervals.All[Intervals.IndexOf(name)], start, end, limit),
                (json, candle) => WriteCandle(json, candle, type));
    }

    private RestReply Tickers(RestCall call)
    {
        if (InstrumentEndpoints.Named(venue, call.Parameters) is not { } instruments)
        {
            return BitunixReply.UnknownSymbol;
        }

        return BitunixReply.Array(instruments.Select(i => venue.Exchange.GetTicker(i.Symbol)!), (json, ticker) =>
        {
            json.WriteString("symbol", ticker.Symbol);
            json.WriteDecimal("markPrice", ticker.MarkPrice);
            json.WriteDecimal("lastPrice", ticker.LastPrice);
            json.WriteDecimal("open", ticker.Price24hAgo);
            json.WriteDecimal("last", ticker.LastPrice);
            json.WriteDecimal("quoteVol", ticker.Turnover24h);
            json.WriteDecimal("baseVol", ticker.Volume24h);
            json.WriteDecimal("high", ticker.High24h);
            json.WriteDecimal("low", ticker.Low24h);
        });
    }

    private RestReply Depth(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        var limit = call.Parameters.Text("limit");
        if (symbol.Length == 0)
        {
            return BitunixReply.MissingMarketParameter;
        }

        if (limit.Length > 0 && !Depths.Contains(limit))
        {
            return BitunixReply.NotAllowed(limit, Depths);
        }

        if (venue.Instrument(symbol) is not { } rules || venue.Exchange.GetTicker(symbol) is not { } ticker)
        {
            return BitunixReply.UnknownSymbol;
        }

        var depth = limit is "" or "max" ? WholeBook : int.Parse(limit, CultureInfo.InvariantCulture);
        return BitunixReply.Object(json =>
        {
            json.WriteLevels("asks", BookLevels.Of(ticker, rules.Instrument, depth, isBid: false));
            json.WriteLevels("bids", BookLevels.Of(ticker, rules.Instrument, depth, isBid: true));
        });
    }

    /// <summary>The two volumes bear each other's names, as the live venue has them.</summary>
    private static void WriteCandle(Utf8JsonWriter json, MarketCandle candle, string type)
    {
        json.WriteDecimal("open", candle.Open);
        json.WriteDecimal("high", candle.High);
        json.WriteDecimal("low", candle.Low);
        json.WriteDecimal("close", candle.Close);
        json.WriteTime("time", candle.OpenTime);
        json.WriteDecimal("quoteVol", candle.Volume);
        json.WriteDecimal("baseVol", candle.Turnover);
        json.WriteString("type", type);
    }

    private static string Name(CandleInterval interval) => interval == CandleInterval.OneHour ? "1h" : $"{(int)interval}m";
}

using System.Text.Json;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Candles, tickers, book, last trades and past fundings.</summary>
internal sealed class MarketEndpoints(BybitVenue venue)
{
    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/v5/market/kline", Candles),
        RestRoute.Public("/v5/market/tickers", Tickers),
        RestRoute.Public("/v5/market/orderbook", Book),
        RestRoute.Public("/v5/market/recent-trade", Trades),
        RestRoute.Public("/v5/market/funding/history", Fundings),
    ];

    private RestReply Candles(RestCall call)
    {
        var parameters = call.Parameters.Linear(required: false);
        var symbol = parameters.Required("symbol");
        var name = parameters.Required("interval");
        var start = parameters.Time("start");
        var end = parameters.Time("end");
        var limit = parameters.Limit(1000, 200);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.Instrument(symbol) is null)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        if (BybitWords.Interval(name) is not { } interval)
        {
            return BybitReply.BadParameter("Invalid period!");
        }

        var candles = venue.Exchange.GetCandles(symbol, interval, start, end, limit);
        return RestReply.Of(json =>
        {
            json.WriteString("symbol", symbol);
            json.WriteString("category", "linear");
            WriteList(json, candles, WriteCandle);
        });
    }

    private RestReply Tickers(RestCall call)
    {
        var category = call.Parameters.Text("category");
        if (category is "spot" or "inverse" or "option")
        {
            return Listed<TickerSnapshot>(category, [], WriteTicker);
        }

        var symbol = call.Parameters.Linear().Text("symbol");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (symbol.Length > 0 && venue.Instrument(symbol) is null)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        var tickers = venue.Exchange.Instruments.Where(i => symbol.Length == 0 || i.Symbol == symbol)
            .Select(i => venue.Exchange.GetTicker(i.Symbol)!);
        return Listed("linear", tickers, WriteTicker);
    }

    private RestReply Book(RestCall call)
    {
        var symbol = call.Parameters.Linear().Required("symbol");
        var depth = call.Parameters.Limit(1000, 25);
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.Exchange.GetTicker(symbol) is not { } ticker || venue.Instrument(symbol) is not { } rules)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        return RestReply.Of(json =>
        {
            BookJson.WriteMembers(json, ticker, rules.Instrument, depth, ticker.Sequence);
            json.WriteNumber("ts", ticker.At.ToUnixTimeMilliseconds());
            json.WriteNumber("cts", ticker.At.ToUnixTimeMilliseconds());
        });
    }

    private RestReply Trades(RestCall call)
    {
        var symbol = call.Parameters.Linear().Required("symbol");
        var limit = call.Parameters.Limit(1000, 500);
        return call.Parameters.Problem ?? (venue.Instrument(symbol) is null
            ? BybitReply.BadParameter("Not supported symbols")
            : Listed("linear", venue.Exchange.GetRecentTrades(symbol, limit), WriteTrade));
    }

    private RestReply Fundings(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Required("symbol");
        var start = parameters.Time("startTime");
        var end = parameters.Time("endTime");
        var limit = parameters.Limit(200, 200);
        if (start is not null && end is null)
        {
            parameters.Bad("endTime");
        }

        return parameters.Problem ?? (venue.Instrument(symbol) is null
            ? BybitReply.BadParameter("Not supported symbols")
            : Listed(
                "linear",
                venue.Exchange.GetFundingHistory(symbol, int.MaxValue).Where(f => (start is null || f.At >= start) && (end is null || f.At <= end)).Take(limit),
                WriteFunding));
    }

    private static RestReply Listed<T>(string category, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write) => RestReply.Of(json =>
    {
        json.WriteString("category", category);
        WriteList(json, rows, write);
    });

    private static void WriteList<T>(Utf8JsonWriter json, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray("list");
        foreach (var row in rows)
        {
            write(json, row);
        }

        json.WriteEndArray();
    }

    private static void WriteCandle(Utf8JsonWriter json, MarketCandle candle)
    {
        json.WriteStartArray();
        json.WriteStringValue(WireJson.Text(candle.OpenTime));
        foreach (var value in (ReadOnlySpan<decimal>)[candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.Turnover])
        {
            json.WriteStringValue(WireJson.Text(value));
        }

        json.WriteEndArray();
    }

    private static void WriteTicker(Utf8JsonWriter json, TickerSnapshot ticker)
    {
        json.WriteStartObject();
        foreach (var (name, value) in TickerJson.RowFields(ticker))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, MarketTick tick)
    {
        json.WriteStartObject();
        json.WriteString("execId", WireJson.Text(tick.Number));
        json.WriteString("symbol", tick.Symbol);
        json.WriteDecimal("price", tick.Price);
        json.WriteDecimal("size", tick.Quantity);
        json.WriteString("side", BybitWords.Of(tick.Side));
        json.WriteTime("time", tick.At);
        json.WriteBoolean("isBlockTrade", false);
        json.WriteBoolean("isRPITrade", false);
        json.WriteString("seq", WireJson.Text(tick.Number));
        json.WriteEndObject();
    }

    private static void WriteFunding(Utf8JsonWriter json, FundingRow funding)
    {
        json.WriteStartObject();
        json.WriteString("symbol", funding.Symbol);
        json.WriteDecimal("fundingRate", funding.Rate);
        json.WriteTime("fundingRateTimestamp", funding.At);
        json.WriteEndObject();
    }
}

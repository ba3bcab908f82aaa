using System.Text.Json;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>The present funding rates, in percent, and those of the past, as a share.</summary>
internal sealed class FundingEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;
    private const int LargestPage = 200;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/api/v1/futures/market/funding_rate", Present, PerSecond),
        RestRoute.Public("/api/v1/futures/market/funding_rate/batch", All, PerSecond),
        RestRoute.Public("/api/v1/futures/market/get_funding_rate_history", Past, PerSecond),
    ];

    private RestReply Present(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        return symbol.Length == 0 ? BitunixReply.MissingMarketParameter
            : venue.Exchange.GetTicker(symbol) is not { } ticker ? BitunixReply.UnknownSymbol
            : BitunixReply.Array([ticker], WriteRate);
    }

    private RestReply All(RestCall call) =>
        BitunixReply.Array(venue.Exchange.Instruments.Select(i => venue.Exchange.GetTicker(i.Symbol)!), WriteRate);

    private RestReply Past(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var since = parameters.Time("starTime") ?? parameters.Time("startTime");
        var until = parameters.Time("endTime");
        var limit = parameters.Limit(LargestPage, 100);
        return symbol.Length == 0 ? BitunixReply.MissingMarketParameter
            : parameters.Problem ?? (venue.Instrument(symbol) is null
                ? BitunixReply.UnknownSymbol
                : BitunixReply.Array(venue.Exchange.GetFundingHistory(symbol, limit, since, until), WritePast));
    }

    private static void WriteRate(Utf8JsonWriter json, TickerSnapshot ticker)
    {
        json.WriteString("symbol", ticker.Symbol);
        json.WriteDecimal("markPrice", ticker.MarkPrice);
        json.WriteDecimal("lastPrice", ticker.LastPrice);
        json.WriteDecimal("indexPrice", ticker.IndexPrice);
        json.WriteDecimal("fundingRate", ticker.FundingRate * 100m);
        json.WriteNumber("fundingInterval", (int)ticker.FundingInterval.TotalHours);
        json.WriteTime("nextFundingTime", ticker.NextFundingAt);
        json.WriteString("maxFundingRate", "0.3");
        json.WriteString("minFundingRate", "-0.3");
    }

    private static void WritePast(Utf8JsonWriter json, FundingRow row)
    {
        json.WriteDecimal("fundingRate", row.Rate);
        json.WriteTime("fundingTime", row.At);
        json.WriteDecimal("markPrice", row.MarkPrice);
    }
}

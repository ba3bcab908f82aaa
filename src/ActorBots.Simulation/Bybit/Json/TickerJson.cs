using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>The fields of a ticker, as the list and the stream spell them.</summary>
internal static class TickerJson
{
    private const int RateDecimals = 6;

    /// <summary>What the ticker's stream tells in a snapshot, in order; deltas hold those that changed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> StreamFields(TickerSnapshot ticker) =>
    [
        new("tickDirection", TickDirection(ticker)),
        new("price24hPcnt", Rate(ticker.LastPrice, ticker.Price24hAgo)),
        new("lastPrice", WireJson.Text(ticker.LastPrice)),
        new("prevPrice24h", WireJson.Text(ticker.Price24hAgo)),
        new("highPrice24h", WireJson.Text(ticker.High24h)),
        new("lowPrice24h", WireJson.Text(ticker.Low24h)),
        new("prevPrice1h", WireJson.Text(ticker.Price1hAgo)),
        new("markPrice", WireJson.Text(ticker.MarkPrice)),
        new("indexPrice", WireJson.Text(ticker.IndexPrice)),
        new("openInterest", WireJson.Text(ticker.OpenInterest)),
        new("openInterestValue", WireJson.Text(ticker.OpenInterest * ticker.MarkPrice)),
        new("turnover24h", WireJson.Text(ticker.Turnover24h)),
        new("volume24h", WireJson.Text(ticker.Volume24h)),
        new("fundingIntervalHour", WireJson.Text((decimal)ticker.FundingInterval.TotalHours)),
        new("fundingCap", "0.005"),
        new("nextFundingTime", WireJson.Text(ticker.NextFundingAt)),
        new("fundingRate", WireJson.Text(ticker.FundingRate)),
        new("bid1Price", WireJson.Text(ticker.BidPrice)),
        new("bid1Size", WireJson.Text(ticker.BidQuantity)),
        new("ask1Price", WireJson.Text(ticker.AskPrice)),
        new("ask1Size", WireJson.Text(ticker.AskQuantity)),
        new("preOpenPrice", string.Empty),
        new("preQty", string.Empty),
        new("curPreListingPhase", string.Empty),
    ];

    /// <summary>What a row of the list of tickers tells.</summary>
    public static IEnumerable<KeyValuePair<string, string>> RowFields(TickerSnapshot ticker) =>
        StreamFields(ticker).Where(f => f.Key != "tickDirection").Concat(
        [
            new("symbol", ticker.Symbol),
            new("singleOpenInterest", WireJson.Text(ticker.OpenInterest / 2m)),
            new("singleOpenInterestValue", WireJson.Text(ticker.OpenInterest * ticker.MarkPrice / 2m)),
            new("predictedDeliveryPrice", string.Empty),
            new("basisRate", string.Empty),
            new("basis", string.Empty),
            new("basisRateYear", string.Empty),
            new("deliveryFeeRate", string.Empty),
            new("deliveryTime", "0"),
        ]);

    /// <summary>The direction of the last trade.</summary>
    public static string TickDirection(TickerSnapshot ticker) => (ticker.LastDirection, ticker.IsZeroTick) switch
    {
        ( < 0, false) => "MinusTick",
        ( < 0, true) => "ZeroMinusTick",
        (_, false) when ticker.LastDirection > 0 => "PlusTick",
        _ => "ZeroPlusTick",
    };

    private static string Rate(decimal now, decimal before) =>
        before == 0m ? "0" : WireJson.Text(decimal.Round((now - before) / before, RateDecimals));
}

using System.Text.Json;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>The rules of the instruments: filters and risk tiers.</summary>
internal sealed class InstrumentEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/api/v1/futures/market/trading_pairs", TradingPairs, PerSecond),
        RestRoute.Public("/api/v1/futures/position/get_position_tiers", Tiers, PerSecond),
    ];

    /// <summary>The instruments that a call names in <c>symbols</c>, or all; nothing when one of them is unknown.</summary>
    public static IReadOnlyList<InstrumentRules>? Named(BitunixVenue venue, RestParameters parameters)
    {
        var symbols = parameters.Text("symbols").ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return symbols.All(s => venue.Instrument(s) is not null)
            ? [.. venue.Exchange.Instruments.Where(i => symbols.Length == 0 || symbols.Contains(i.Symbol, StringComparer.Ordinal))]
            : null;
    }

    private RestReply TradingPairs(RestCall call) => Named(venue, call.Parameters) is { } instruments
        ? BitunixReply.Array(instruments, WritePair)
        : BitunixReply.UnknownSymbol;

    private RestReply Tiers(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        return symbol.Length == 0 ? BitunixReply.MissingMarketParameter
            : venue.Instrument(symbol) is not { } rules ? BitunixReply.UnknownSymbol
            : BitunixReply.Array([rules], (json, tier) =>
            {
                json.WriteString("symbol", tier.Symbol);
                json.WriteNumber("level", 1);
                json.WriteString("startValue", "0");
                json.WriteDecimal("endValue", tier.RiskLimitValue);
                json.WriteNumber("leverage", (int)tier.Instrument.MaxLeverage);
                json.WriteDecimal("maintenanceMarginRate", tier.MaintenanceMarginRate);
            });
    }

    private static void WritePair(Utf8JsonWriter json, InstrumentRules rules)
    {
        var instrument = rules.Instrument;
        json.WriteString("symbol", rules.Symbol);
        json.WriteString("base", rules.BaseCurrency);
        json.WriteString("quote", rules.QuoteCurrency);
        json.WriteDecimal("minTradeVolume", instrument.MinQuantity.Value);
        json.WriteString("minBuyPriceOffset", "-0.95");
        json.WriteString("maxSellPriceOffset", "100");
        json.WriteDecimal("maxLimitOrderVolume", rules.MaxLimitQuantity);
        json.WriteDecimal("maxMarketOrderVolume", instrument.MaxMarketQuantity.Value);
        json.WriteNumber("basePrecision", Places(instrument.QuantityStep));
        json.WriteNumber("quotePrecision", Places(instrument.TickSize));
        json.WriteNumber("minLeverage", 1);
        json.WriteNumber("maxLeverage", (int)instrument.MaxLeverage);
        json.WriteNumber("defaultLeverage", 10);
        json.WriteString("defaultMarginMode", "2");
        json.WriteDecimal("priceProtectScope", rules.MarketBoundRate);
        json.WriteString("symbolStatus", instrument.IsTrading ? "OPEN" : "STOP");
        json.WriteBoolean("isApiSupported", true);
        json.WriteString("maxFundingRate", "0.3");
        json.WriteString("minFundingRate", "-0.3");
    }

    /// <summary>Decimals of a step, which is a power of ten.</summary>
    private static int Places(decimal step) => Decimals.Normalize(step).Scale;
}

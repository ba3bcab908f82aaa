using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>The rules of the instruments: filters, price limits and risk tiers.</summary>
internal sealed class InstrumentEndpoints(BybitVenue venue)
{
    private const int FirstSymbolId = 5;

    private static readonly string[] OtherCategories = ["spot", "inverse", "option"];

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/v5/market/instruments-info", Instruments),
        RestRoute.Public("/v5/market/price-limit", PriceLimit),
        RestRoute.Public("/v5/market/risk-limit", RiskLimit),
    ];

    private RestReply Instruments(RestCall call)
    {
        var parameters = call.Parameters;
        var category = parameters.Text("category");
        if (OtherCategories.Contains(category))
        {
            return Paged(category, []);
        }

        parameters.Linear();
        var symbol = parameters.Text("symbol");
        var baseCoin = parameters.Text("baseCoin");
        var status = parameters.Text("status") is { Length: > 0 } wanted ? wanted : "Trading";
        var limit = parameters.Limit(1000, 500);
        var after = PageCursor.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (symbol.Length > 0 && venue.Instrument(symbol) is null)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        var rows = venue.Exchange.Instruments.Index()
            .Where(i => (symbol.Length == 0 || i.Item.Symbol == symbol)
                && (baseCoin.Length == 0 || i.Item.BaseCurrency == baseCoin)
                && Status(i.Item) == status
                && i.Index >= (after ?? 0))
            .Take(limit + 1)
            .ToList();
        return Paged("linear", rows.Take(limit), rows.Count > limit ? PageCursor.Text(rows[limit].Index) : string.Empty);
    }

    private RestReply PriceLimit(RestCall call)
    {
        var symbol = call.Parameters.Linear(required: false).Required("symbol");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.Exchange.GetTicker(symbol) is not { } ticker || venue.Instrument(symbol) is not { } rules)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        var tick = rules.Instrument.TickSize;
        return RestReply.Of(json =>
        {
            json.WriteString("symbol", symbol);
            json.WriteDecimal("buyLmt", decimal.Floor(ticker.LastPrice * (1m + rules.MarketBoundRate) / tick) * tick);
            json.WriteDecimal("sellLmt", decimal.Ceiling(ticker.LastPrice * (1m - rules.MarketBoundRate) / tick) * tick);
            json.WriteTime("ts", ticker.At);
        });
    }

    private RestReply RiskLimit(RestCall call)
    {
        var symbol = call.Parameters.Linear().Text("symbol");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (symbol.Length > 0 && venue.Instrument(symbol) is null)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        return RestReply.Of(json =>
        {
            json.WriteString("category", "linear");
            json.WriteStartArray("list");
            foreach (var rules in venue.Exchange.Instruments.Where(i => symbol.Length == 0 || i.Symbol == symbol))
            {
                WriteTier(json, rules);
            }

            json.WriteEndArray();
            json.WriteString("nextPageCursor", string.Empty);
        });
    }

    private RestReply Paged(string category, IEnumerable<(int Index, InstrumentRules Item)> rows, string next = "") => RestReply.Of(json =>
    {
        json.WriteString("category", category);
        json.WriteStartArray("list");
        foreach (var (index, rules) in rows)
        {
            WriteInstrument(json, rules, FirstSymbolId + index);
        }

        json.WriteEndArray();
        json.WriteString("nextPageCursor", next);
    });

    private void WriteInstrument(Utf8JsonWriter json, InstrumentRules rules, int id)
    {
        var instrument = rules.Instrument;
        json.WriteStartObject();
        json.WriteString("symbol", rules.Symbol);
        json.WriteNumber("symbolId", id);
        json.WriteString("contractType", "LinearPerpetual");
        json.WriteString("status", Status(rules));
        json.WriteString("baseCoin", rules.BaseCurrency);
        json.WriteString("quoteCoin", rules.QuoteCurrency);
        json.WriteTime("launchTime", rules.LaunchedAt);
        json.WriteString("deliveryTime", "0");
        json.WriteNothing("deliveryFeeRate");
        json.WriteString("priceScale", Decimals(instrument.TickSize).ToString(CultureInfo.InvariantCulture));
        WriteFilters(json, rules);
        json.WriteBoolean("unifiedMarginTrade", true);
        json.WriteNumber("fundingInterval", (int)(venue.Exchange.GetTicker(rules.Symbol)?.FundingInterval.TotalMinutes ?? 480));
        json.WriteString("settleCoin", rules.QuoteCurrency);
        json.WriteString("copyTrading", "none");
        json.WriteString("upperFundingRate", "0.00375");
        json.WriteString("lowerFundingRate", "-0.00375");
        json.WriteNothing("displayName");
        json.WriteBoolean("forbidUplWithdrawal", false);
        json.WriteBoolean("isPreListing", false);
        json.WriteNull("preListingInfo");
        json.WriteStartObject("riskParameters");
        json.WriteDecimal("priceLimitRatioX", rules.MarketBoundRate);
        json.WriteDecimal("priceLimitRatioY", rules.MarketBoundRate * 2m);
        json.WriteEndObject();
        json.WriteNothing("symbolType");
        json.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter json, InstrumentRules rules)
    {
        var instrument = rules.Instrument;
        json.WriteStartObject("leverageFilter");
        json.WriteString("minLeverage", "1");
        json.WriteDecimal("maxLeverage", instrument.MaxLeverage);
        json.WriteString("leverageStep", "0.01");
        json.WriteEndObject();
        json.WriteStartObject("priceFilter");
        json.WriteDecimal("minPrice", rules.MinPrice);
        json.WriteDecimal("maxPrice", rules.MaxPrice);
        json.WriteDecimal("tickSize", instrument.TickSize);
        json.WriteEndObject();
        json.WriteStartObject("lotSizeFilter");
        json.WriteDecimal("maxOrderQty", rules.MaxLimitQuantity);
        json.WriteDecimal("minOrderQty", instrument.MinQuantity.Value);
        json.WriteDecimal("qtyStep", instrument.QuantityStep);
        json.WriteDecimal("postOnlyMaxOrderQty", rules.MaxLimitQuantity);
        json.WriteDecimal("maxMktOrderQty", instrument.MaxMarketQuantity.Value);
        json.WriteDecimal("minNotionalValue", instrument.MinNotional.Value);
        json.WriteEndObject();
    }

    private static void WriteTier(Utf8JsonWriter json, InstrumentRules rules)
    {
        json.WriteStartObject();
        json.WriteNumber("id", 1);
        json.WriteString("symbol", rules.Symbol);
        json.WriteDecimal("riskLimitValue", rules.RiskLimitValue);
        json.WriteDecimal("maintenanceMargin", rules.MaintenanceMarginRate);
        json.WriteDecimal("initialMargin", decimal.Round(1m / rules.Instrument.MaxLeverage, 6));
        json.WriteNumber("isLowestRisk", 1);
        json.WriteDecimal("maxLeverage", rules.Instrument.MaxLeverage);
        json.WriteNothing("mmDeduction");
        json.WriteEndObject();
    }

    private static string Status(InstrumentRules rules) => rules.Instrument.IsTrading ? "Trading" : "Closed";

    private static int Decimals(decimal step)
    {
        var text = WireJson.Text(step);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.Length - point - 1;
    }
}

using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Wallet, fee rates, account mode and the key itself.</summary>
internal sealed class AccountEndpoints(BybitVenue venue)
{
    private const string CrossMargin = "REGULAR_MARGIN";

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/v5/account/wallet-balance", 50, Wallet),
        RestRoute.Query("/v5/account/fee-rate", 5, FeeRate),
        RestRoute.Query("/v5/account/info", 50, AccountMode),
        RestRoute.Command("/v5/account/set-margin-mode", 5, SetMarginMode),
        RestRoute.Query("/v5/user/query-api", 10, Key),
    ];

    private RestReply Wallet(RestCall call)
    {
        if (call.Parameters.Text("accountType") != "UNIFIED")
        {
            return BybitReply.BadParameter("accountType only support UNIFIED.");
        }

        var coins = call.Parameters.Text("coin").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wallet = venue.Exchange.GetWallet(call.ApiKey);
        return RestReply.Of(json =>
        {
            json.WriteStartArray("list");
            WalletJson.Write(json, wallet, coins);
            json.WriteEndArray();
        });
    }

    private RestReply FeeRate(RestCall call)
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

        var rates = venue.Exchange.GetFeeRates(call.ApiKey);
        return RestReply.Of(json =>
        {
            json.WriteStartArray("list");
            foreach (var rules in venue.Exchange.Instruments.Where(i => symbol.Length == 0 || i.Symbol == symbol))
            {
                json.WriteStartObject();
                json.WriteString("symbol", rules.Symbol);
                json.WriteDecimal("takerFeeRate", rates.Taker);
                json.WriteDecimal("makerFeeRate", rates.Maker);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private RestReply AccountMode(RestCall call) => RestReply.Of(json =>
    {
        json.WriteString("marginMode", CrossMargin);
        json.WriteTime("updatedTime", venue.OpenedAt);
        json.WriteNumber("unifiedMarginStatus", 5);
        json.WriteString("dcpStatus", "OFF");
        json.WriteNumber("timeWindow", 10);
        json.WriteNumber("smpGroup", 0);
        json.WriteBoolean("isMasterTrader", false);
        json.WriteString("spotHedgingStatus", "OFF");
    });

    private static RestReply SetMarginMode(RestCall call) => call.Parameters.Text("setMarginMode") switch
    {
        CrossMargin => RestReply.Of(json => WriteReasons(json, null)),
        "ISOLATED_MARGIN" or "PORTFOLIO_MARGIN" => RestReply.Refuse(BybitCode.MarginModeFailed, "Set margin mode failed") with
        {
            Result = json => WriteReasons(json, "The simulated venue keeps cross margin only"),
        },
        _ => BybitReply.BadParameter("params error: setMarginMode invalid"),
    };

    private static void WriteReasons(Utf8JsonWriter json, string? reason)
    {
        json.WriteStartArray("reasons");
        if (reason is not null)
        {
            json.WriteStartObject();
            json.WriteString("reasonCode", "3400000");
            json.WriteString("reasonMsg", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private RestReply Key(RestCall call)
    {
        var user = venue.Exchange.FindAccount(call.ApiKey)!.UserId;
        return RestReply.Of(json =>
        {
            json.WriteString("id", user.ToString(CultureInfo.InvariantCulture));
            json.WriteString("note", "simulated");
            json.WriteString("apiKey", call.ApiKey);
            json.WriteNumber("readOnly", 0);
            json.WriteNothing("secret");
            WritePermissions(json);
            json.WriteStartArray("ips");
            json.WriteStringValue("*");
            json.WriteEndArray();
            json.WriteNumber("type", 1);
            json.WriteNumber("deadlineDay", 90);
            json.WriteString("expiredAt", (venue.Clock.Now + TimeSpan.FromDays(90)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("createdAt", "2024-01-01T00:00:00Z");
            json.WriteNumber("unified", 0);
            json.WriteNumber("uta", 1);
            json.WriteNumber("userID", user);
            json.WriteNumber("inviterID", 0);
            json.WriteString("vipLevel", "No VIP");
            json.WriteString("mktMakerLevel", "0");
            json.WriteNumber("affiliateID", 0);
            json.WriteNothing("rsaPublicKey");
            json.WriteBoolean("isMaster", true);
            json.WriteString("parentUid", "0");
            json.WriteString("kycLevel", "LEVEL_DEFAULT");
            json.WriteNothing("kycRegion");
        });
    }

    private static void WritePermissions(Utf8JsonWriter json)
    {
        json.WriteStartObject("permissions");
        foreach (var (group, rights) in ((string, string[])[])
            [("ContractTrade", ["Order", "Position"]), ("Spot", []), ("Wallet", []), ("Options", []), ("Derivatives", ["DerivativesTrade"]),
                ("CopyTrading", []), ("BlockTrade", []), ("Exchange", []), ("NFT", []), ("Affiliate", []), ("Earn", [])])
        {
            json.WriteStartArray(group);
            foreach (var right in rights)
            {
                json.WriteStringValue(right);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Wire;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Server time, announcements of maintenance and the list of coins.</summary>
internal sealed class ServiceEndpoints(ServerClock clock)
{
    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Public("/v5/market/time", Time),
        RestRoute.Public("/v5/system/status", _ => RestReply.Of(json =>
        {
            json.WriteStartArray("list");
            json.WriteEndArray();
        })),
        RestRoute.Query("/v5/asset/coin/query-info", 5, Coins),
    ];

    private RestReply Time(RestCall call)
    {
        var now = clock.Now;
        var nanoseconds = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
        return RestReply.Of(json =>
        {
            json.WriteString("timeSecond", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.WriteString("timeNano", nanoseconds.ToString(CultureInfo.InvariantCulture));
        });
    }

    private static RestReply Coins(RestCall call)
    {
        var coin = call.Parameters.Text("coin");
        return RestReply.Of(json =>
        {
            json.WriteStartArray("rows");
            if (coin is "" or "USDT")
            {
                WriteTether(json);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteTether(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", "USDT");
        json.WriteString("coin", "USDT");
        json.WriteString("remainAmount", "10000000");
        json.WriteStartArray("chains");
        json.WriteStartObject();
        json.WriteString("chainType", "ERC20");
        json.WriteString("confirmation", "6");
        json.WriteString("withdrawFee", "5");
        json.WriteString("depositMin", "0");
        json.WriteString("withdrawMin", "10");
        json.WriteString("chain", "ETH");
        json.WriteString("chainDeposit", "0");
        json.WriteString("chainWithdraw", "0");
        json.WriteString("minAccuracy", "6");
        json.WriteString("withdrawPercentageFee", "0");
        json.WriteNothing("contractAddress");
        json.WriteString("safeConfirmNumber", "64");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

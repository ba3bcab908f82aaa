using System.Text.Json;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Balance, leverage, margin mode and position mode.</summary>
internal sealed class AccountEndpoints(BitunixVenue venue)
{
    private const string Cross = "CROSS";
    private const int PerSecond = 10;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/api/v1/futures/account", PerSecond, Balance),
        RestRoute.Query("/api/v1/futures/account/get_leverage_margin_mode", PerSecond, Leverage),
        RestRoute.Command("/api/v1/futures/account/change_leverage", PerSecond, ChangeLeverage),
        RestRoute.Command("/api/v1/futures/account/change_margin_mode", PerSecond, ChangeMarginMode),
        RestRoute.Command("/api/v1/futures/account/change_position_mode", PerSecond, ChangePositionMode),
        RestRoute.Command("/api/v1/futures/account/adjust_position_margin", 5, AdjustMargin),
    ];

    /// <summary>The wallet is <c>available + frozen + margin</c>; unrealized results are beside it.</summary>
    private RestReply Balance(RestCall call)
    {
        call.Parameters.CheckMarginCoin();
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        var wallet = venue.Exchange.GetWallet(call.ApiKey);
        var available = wallet.Balance - wallet.InitialMargin;
        return BitunixReply.Object(json =>
        {
            json.WriteString("marginCoin", "USDT");
            json.WriteDecimal("available", available);
            json.WriteDecimal("frozen", wallet.OrderInitialMargin);
            json.WriteDecimal("margin", wallet.PositionInitialMargin);
            json.WriteDecimal("transfer", Math.Max(0m, Math.Min(available, available + wallet.UnrealizedPnl)));
            json.WriteString("positionMode", venue.PositionModeOf(call.ApiKey) == PositionMode.Hedge ? "HEDGE" : "ONE_WAY");
            json.WriteDecimal("crossUnrealizedPNL", wallet.UnrealizedPnl);
            json.WriteString("isolationUnrealizedPNL", "0");
            json.WriteString("bonus", "0");
        });
    }

    private RestReply Leverage(RestCall call)
    {
        var symbol = Read(call);
        return call.Parameters.Problem ?? (venue.Instrument(symbol) is null ? BitunixReply.UnknownSymbol : BitunixReply.Object(json =>
        {
            json.WriteString("symbol", symbol);
            json.WriteString("marginCoin", "USDT");
            json.WriteNumber("leverage", venue.LeverageOf(call.ApiKey, symbol));
            json.WriteString("marginMode", Cross);
        }));
    }

    private RestReply ChangeLeverage(RestCall call)
    {
        var symbol = Read(call);
        var leverage = call.Parameters.Integer("leverage");
        if (leverage is null)
        {
            call.Parameters.Bad("leverage");
        }

        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcome = venue.Exchange.SetLeverage(call.ApiKey, symbol, leverage!.Value);
        return !outcome.IsSuccess && outcome.Refusal.Code != Orders.RefusalCode.LeverageNotModified
            ? RefusalCodes.Reply(outcome.Refusal)
            : BitunixReply.Object(json =>
            {
                json.WriteString("marginCoin", "USDT");
                json.WriteString("symbol", symbol);
                json.WriteNumber("leverage", leverage.Value);
            });
    }

    private RestReply ChangeMarginMode(RestCall call)
    {
        var symbol = Read(call);
        var mode = call.Parameters.Text("marginMode");
        if (mode is not (Cross or "ISOLATION"))
        {
            call.Parameters.Bad("marginMode");
        }

        return call.Parameters.Problem
            ?? (venue.Instrument(symbol) is null ? BitunixReply.UnknownSymbol
                : mode != Cross ? BitunixReply.BadParameter("marginMode: the simulated venue keeps cross margin only")
                : BitunixReply.Object(json => WriteMode(json, symbol)));
    }

    private RestReply ChangePositionMode(RestCall call)
    {
        var text = call.Parameters.Text("positionMode");
        PositionMode? mode = text switch
        {
            "ONE_WAY" => PositionMode.OneWay,
            "HEDGE" => PositionMode.Hedge,
            _ => null,
        };
        if (mode is null)
        {
            return BitunixReply.BadParameter("Parameter error: positionMode");
        }

        var outcome = venue.Exchange.SwitchAccountMode(call.ApiKey, mode.Value);
        return outcome.IsSuccess ? BitunixReply.Object(json => json.WriteString("positionMode", text)) : RefusalCodes.Reply(outcome.Refusal);
    }

    private static RestReply AdjustMargin(RestCall call) =>
        BitunixReply.BadParameter("adjust_position_margin applies to isolated positions; the simulated venue keeps cross margin only");

    private static string Read(RestCall call)
    {
        call.Parameters.CheckMarginCoin();
        return call.Parameters.RequiredSymbol();
    }

    private static void WriteMode(Utf8JsonWriter json, string symbol)
    {
        json.WriteString("marginMode", Cross);
        json.WriteString("symbol", symbol);
        json.WriteString("marginCoin", "USDT");
    }
}

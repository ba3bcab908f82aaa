using ActorBots.Simulation.Bitunix.Rest;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix;

/// <summary>Bitunix's codes and texts for the refusals of the exchange.</summary>
internal static class RefusalCodes
{
    /// <summary>Words a refusal.</summary>
    /// <param name="refusal">The exchange's refusal.</param>
    /// <param name="isTakeProfit">Whether a refused trigger belongs to a take profit rather than a stop loss.</param>
    public static RestReply Reply(Refusal refusal, bool isTakeProfit = false) => refusal.Code switch
    {
        RefusalCode.UnknownAccount => RestReply.Refuse(BitunixCode.ApiKey, "The value of the api-key in the header is incorrect."),
        RefusalCode.UnknownInstrument => BitunixReply.UnknownSymbol,
        RefusalCode.NotTrading => RestReply.Refuse(20012, "Contract does not allow trading"),
        RefusalCode.QuantityBelowMinimum => RestReply.Refuse(30017, $"The order quantity cannot be less than the minimum order quantity {Plain(refusal.Limit)}"),
        RefusalCode.QuantityAboveMaximum => RestReply.Refuse(30013, $"The order quantity cannot be greater than the maximum order quantity {Plain(refusal.Limit)}"),
        RefusalCode.QuantityOffStep => BitunixReply.BadParameter($"Parameter error: qty {Plain(refusal.Value)} has too many decimals, step {Plain(refusal.Limit)}"),
        RefusalCode.PriceOffTick => BitunixReply.BadParameter($"Parameter error: price {Plain(refusal.Value)} has too many decimals, step {Plain(refusal.Limit)}"),
        RefusalCode.PriceOutOfRange when refusal.Value > refusal.Limit => RestReply.Refuse(BitunixCode.AboveMaximumBuyPrice, "The price is above the maximum"),
        RefusalCode.PriceOutOfRange => RestReply.Refuse(BitunixCode.BelowMinimumSellPrice, "The price is below the minimum"),
        RefusalCode.NotionalBelowMinimum => RestReply.Refuse(20008, $"Insufficient amount: the order's value must be {Plain(refusal.Limit)} or more"),
        RefusalCode.InsufficientMargin => RestReply.Refuse(20003, "Insufficient balance"),
        RefusalCode.DuplicateClientOrderId => RestReply.Refuse(30042, "Client ID duplicate"),
        RefusalCode.OrderNotFound => BitunixReply.OrderNotFound,
        RefusalCode.OrderAlreadyEnded => RestReply.Refuse(BitunixCode.OrderStatus, "Abnormal order status"),
        RefusalCode.OrderNotModified or RefusalCode.ProtectionNotModified => BitunixReply.BadParameter("Parameter error: nothing would change"),
        RefusalCode.QuantityAlreadyFilled => RestReply.Refuse(30016, $"The order quantity must be larger than {Plain(refusal.Limit)}"),
        RefusalCode.AmendmentNotApplicable => BitunixReply.BadParameter($"Parameter error: {Name(refusal.Field)} cannot be changed"),
        RefusalCode.TriggerNotAbovePrice => Trigger(refusal, isTakeProfit, mustBeAbove: true),
        RefusalCode.TriggerNotBelowPrice => Trigger(refusal, isTakeProfit, mustBeAbove: false),
        RefusalCode.TakeProfitWrongSide => Trigger(refusal, isTakeProfit: true, mustBeAbove: refusal.Value <= refusal.Reference),
        RefusalCode.StopLossWrongSide => Trigger(refusal, isTakeProfit: false, mustBeAbove: refusal.Value < refusal.Reference),
        _ => PositionReply(refusal),
    };

    /// <summary>Refusals about positions, modes, leverage and caps.</summary>
    private static RestReply PositionReply(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.TriggerDirectionMissing or RefusalCode.SlippageToleranceInvalid or RefusalCode.ProtectionLimitNeedsPartial =>
            BitunixReply.BadParameter($"Parameter error: {Name(refusal.Field)}"),
        RefusalCode.ProtectionOnReduceOnly => BitunixReply.BadParameter("Parameter error: a reduce-only order cannot have TP/SL"),
        RefusalCode.NoPositionToProtect or RefusalCode.PositionNotFound => RestReply.Refuse(BitunixCode.PositionNotFound, "Position does not exist"),
        RefusalCode.ProtectionAbovePosition => RestReply.Refuse(30038, $"The TP/SL amount must be less than the size of the position {Plain(refusal.Limit)}"),
        RefusalCode.TooManyPartialProtections => BitunixReply.BadParameter($"Parameter error: a position can have {Plain(refusal.Limit)} TP/SL orders"),
        RefusalCode.NothingToReduce => RestReply.Refuse(30018, "Reduce-only order without an open position"),
        RefusalCode.ReduceOnlySameSide => RestReply.Refuse(30019, "Reduce-only order in the direction of the position"),
        RefusalCode.TooManyConditionalOrders or RefusalCode.TooManyOrders =>
            BitunixReply.BadParameter($"Parameter error: an account can have {Plain(refusal.Limit)} open orders of a symbol"),
        RefusalCode.PositionModeMismatch => BitunixReply.BadParameter("Parameter error: the order does not fit the position mode"),
        RefusalCode.PositionModeHasPosition => RestReply.Refuse(20009, "The position mode cannot be changed: there are positions"),
        RefusalCode.PositionModeHasOrders => RestReply.Refuse(200014, "The position mode cannot be changed: there are open orders"),
        RefusalCode.PositionModeNotModified or RefusalCode.LeverageNotModified => BitunixReply.BadParameter("Parameter error: nothing would change"),
        RefusalCode.LeverageOutOfRange => RestReply.Refuse(20005, $"Invalid leverage: 1 to {Plain(refusal.Limit)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Code, "not a refusal"),
    };

    private static RestReply Trigger(Refusal refusal, bool isTakeProfit, bool mustBeAbove)
    {
        var isMark = refusal.Source == PriceSource.Mark;
        var code = (isTakeProfit, mustBeAbove, isMark) switch
        {
            (true, true, false) => 30026,
            (true, true, true) => 30027,
            (false, false, false) => 30028,
            (false, false, true) => 30029,
            (false, true, false) => 30030,
            (false, true, true) => 30031,
            (true, false, false) => 30032,
            (true, false, true) => 30033,
        };
        return RestReply.Refuse(
            code, $"{(isTakeProfit ? "TP" : "SL")} price must be {(mustBeAbove ? "greater" : "less")} than the {(isMark ? "mark" : "last")} price {Plain(refusal.Reference)}");
    }

    private static string Plain(decimal? value) => WireJson.Text(value ?? 0m);

    private static string Name(string field) => field.Length == 0 ? "price" : char.ToLowerInvariant(field[0]) + field[1..];
}

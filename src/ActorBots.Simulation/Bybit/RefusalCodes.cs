using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit;

/// <summary>Bybit's return codes and texts for the refusals of the exchange.</summary>
internal static class RefusalCodes
{
    private const decimal QuantityScale = 100_000_000m;
    private const decimal PriceScale = 10_000m;

    /// <summary>Words a refusal.</summary>
    /// <param name="refusal">The exchange's refusal.</param>
    /// <param name="isCancel">Whether a cancel was refused: Bybit words "no such order" by what was wanted.</param>
    public static RestReply Reply(Refusal refusal, bool isCancel = false) => refusal.Code switch
    {
        RefusalCode.UnknownAccount => RestReply.Refuse(BybitCode.UnknownKey, "API key is invalid."),
        RefusalCode.UnknownInstrument => BybitReply.BadParameter("Not supported symbols"),
        RefusalCode.NotTrading => RestReply.Refuse(110074, "This contract is not live"),
        RefusalCode.QuantityBelowMinimum => BybitReply.BadParameter("The number of contracts exceeds minimum limit allowed"),
        RefusalCode.QuantityAboveMaximum => BybitReply.BadParameter(
            $"The number of contracts exceeds maximum limit allowed: too large, order_qty:{Scaled(refusal.Value, QuantityScale)} > max_qty:{Scaled(refusal.Limit, QuantityScale)}"),
        RefusalCode.QuantityOffStep => BybitReply.BadParameter("Qty invalid"),
        RefusalCode.PriceOffTick => BybitReply.BadParameter($"params error: {Name(refusal.Field)} invalid"),
        RefusalCode.PriceOutOfRange => RestReply.Refuse(110003, "Order price is out of permissible range"),
        RefusalCode.NotionalBelowMinimum => RestReply.Refuse(110094, $"Order does not meet minimum order value {Plain(refusal.Limit)}USDT"),
        RefusalCode.InsufficientMargin => RestReply.Refuse(110007, "ab not enough for new order"),
        RefusalCode.DuplicateClientOrderId => RestReply.Refuse(110072, "OrderLinkedID is duplicate"),
        RefusalCode.OrderNotFound or RefusalCode.OrderAlreadyEnded =>
            RestReply.Refuse(BybitCode.OrderNotFound, $"order not exists or too late to {(isCancel ? "cancel" : "replace")}"),
        RefusalCode.OrderNotModified => BybitReply.BadParameter("The order remains unchanged as the parameters entered match the existing ones."),
        RefusalCode.QuantityAlreadyFilled => RestReply.Refuse(110064, "The new order quantity cannot be less than the filled quantity"),
        RefusalCode.AmendmentNotApplicable => BybitReply.BadParameter($"params error: {Name(refusal.Field)} invalid"),
        RefusalCode.TriggerNotAbovePrice => RestReply.Refuse(110092, Trigger(refusal, "Rising", "<=")),
        RefusalCode.TriggerNotBelowPrice => RestReply.Refuse(110093, Trigger(refusal, "Falling", ">=")),
        RefusalCode.TriggerDirectionMissing => BybitReply.BadParameter("params error: triggerDirection invalid"),
        _ => PositionReply(refusal),
    };

    /// <summary>Refusals about positions, their protection, mode and leverage, and about caps.</summary>
    private static RestReply PositionReply(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.TakeProfitWrongSide => BybitReply.BadParameter(
            $"TakeProfit:{Scaled(refusal.Value, PriceScale)} set on the wrong side of base_price:{Scaled(refusal.Reference, PriceScale)}"),
        RefusalCode.StopLossWrongSide => BybitReply.BadParameter(
            $"StopLoss:{Scaled(refusal.Value, PriceScale)} set on the wrong side of base_price:{Scaled(refusal.Reference, PriceScale)}"),
        RefusalCode.ProtectionOnReduceOnly => BybitReply.BadParameter("reduce-only order can not have tp/sl"),
        RefusalCode.ProtectionLimitNeedsPartial => BybitReply.BadParameter("slOrderType can not have a value when tpSlMode is empty"),
        RefusalCode.NoPositionToProtect or RefusalCode.PositionNotFound => BybitReply.BadParameter("can not set tp/sl/ts for zero position"),
        RefusalCode.ProtectionNotModified => RestReply.Refuse(34040, "not modified"),
        RefusalCode.TooManyPartialProtections => RestReply.Refuse(110061, "You can set up to 20 partial TP/SL orders"),
        RefusalCode.NothingToReduce => RestReply.Refuse(110017, "current position is zero, cannot fix reduce-only order qty"),
        RefusalCode.ReduceOnlySameSide => RestReply.Refuse(110017, "Reduce-only rule not satisfied"),
        RefusalCode.TooManyConditionalOrders => RestReply.Refuse(110009, "The number of stop orders exceeds the maximum allowable limit."),
        RefusalCode.TooManyOrders => RestReply.Refuse(110020, "Not allowed to have more than 500 active orders"),
        RefusalCode.PositionModeMismatch => BybitReply.BadParameter("position idx not match position mode"),
        RefusalCode.PositionModeNotModified => RestReply.Refuse(110025, "Position mode is not modified"),
        RefusalCode.PositionModeHasPosition => RestReply.Refuse(110024, "You have an existing position, so the position mode cannot be switched"),
        RefusalCode.PositionModeHasOrders => RestReply.Refuse(110028, "You have existing open orders, so the position mode cannot be switched"),
        RefusalCode.LeverageNotModified => RestReply.Refuse(110043, "leverage not modified"),
        RefusalCode.LeverageOutOfRange => RestReply.Refuse(110013, "cannot set leverage due to risk limit level"),
        RefusalCode.ProtectionAbovePosition => BybitReply.BadParameter("TP/SL qty exceeds position size"),
        RefusalCode.SlippageToleranceInvalid => RestReply.Refuse(110108, "slippageTolerance is out of range"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Code, "not a refusal"),
    };

    private static string Trigger(Refusal refusal, string expected, string comparison) =>
        $"expect {expected}, but trigger_price[{Scaled(refusal.Value, PriceScale)}] {comparison} current[{Scaled(refusal.Reference, PriceScale)}]"
        + $"??{BybitWords.Of(refusal.Source ?? PriceSource.Last)}";

    private static string Scaled(decimal? value, decimal scale) => WireJson.Text(decimal.Truncate((value ?? 0m) * scale));

    private static string Plain(decimal? value) => WireJson.Text(value ?? 0m);

    private static string Name(string field) => field.Length == 0 ? "price" : char.ToLowerInvariant(field[0]) + field[1..];
}

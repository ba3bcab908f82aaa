using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Bybit;

/// <summary>Bybit's words for what the exchange knows.</summary>
internal static class BybitWords
{
    public static string Of(OrderSide side) => side == OrderSide.Buy ? "Buy" : "Sell";

    public static string Of(OrderType type) => type == OrderType.Market ? "Market" : "Limit";

    public static string Of(TimeInForce time) => time switch
    {
        TimeInForce.GoodTillCancel => "GTC",
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
        TimeInForce.PostOnly => "PostOnly",
        _ => throw new ArgumentOutOfRangeException(nameof(time), time, "not a time in force"),
    };

    public static string Of(VenueOrderStatus status) => status switch
    {
        VenueOrderStatus.Untriggered => "Untriggered",
        VenueOrderStatus.Triggered or VenueOrderStatus.Fired => "Triggered",
        VenueOrderStatus.New => "New",
        VenueOrderStatus.PartiallyFilled => "PartiallyFilled",
        VenueOrderStatus.Filled => "Filled",
        VenueOrderStatus.Cancelled => "Cancelled",
        VenueOrderStatus.Rejected => "Rejected",
        VenueOrderStatus.Deactivated => "Deactivated",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not an order status"),
    };

    /// <summary>The kind of conditional order; what stands for "none" differs between calls.</summary>
    public static string Of(ConditionalKind kind, string none) => kind switch
    {
        ConditionalKind.None => none,
        ConditionalKind.Stop => "Stop",
        ConditionalKind.TakeProfit => "TakeProfit",
        ConditionalKind.StopLoss => "StopLoss",
        ConditionalKind.TrailingStop => "TrailingStop",
        ConditionalKind.PartialTakeProfit => "PartialTakeProfit",
        ConditionalKind.PartialStopLoss => "PartialStopLoss",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of conditional order"),
    };

    public static string Of(OrderOrigin origin) => origin switch
    {
        OrderOrigin.User => "CreateByUser",
        OrderOrigin.StopOrder => "CreateByStopOrder",
        OrderOrigin.TakeProfit => "CreateByTakeProfit",
        OrderOrigin.StopLoss => "CreateByStopLoss",
        OrderOrigin.TrailingStop => "CreateByTrailingStop",
        OrderOrigin.PartialTakeProfit => "CreateByPartialTakeProfit",
        OrderOrigin.PartialStopLoss => "CreateByPartialStopLoss",
        OrderOrigin.Liquidation => "CreateByLiq",
        OrderOrigin.AutoDeleveraging => "CreateByAdl_PassThrough",
        OrderOrigin.ManualClose => "CreateByClosing",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "not an origin of orders"),
    };

    public static string Of(ExecutionKind kind) => kind switch
    {
        ExecutionKind.Trade => "Trade",
        ExecutionKind.Funding => "Funding",
        ExecutionKind.Liquidation => "BustTrade",
        ExecutionKind.AutoDeleveraging => "AdlTrade",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of execution"),
    };

    public static string Of(PriceSource source) => source switch
    {
        PriceSource.Last => "LastPrice",
        PriceSource.Mark => "MarkPrice",
        PriceSource.Index => "IndexPrice",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a price source"),
    };

    public static string CancelType(CancelCause cause) => cause switch
    {
        CancelCause.ByUser => "CancelByUser",
        CancelCause.ByReduceOnly => "CancelByReduceOnly",
        CancelCause.ProtectionCleared => "CancelByTpSlTsClear",
        CancelCause.BeforeLiquidation => "CancelAllBeforeLiq",
        _ => "UNKNOWN",
    };

    public static string RejectReason(CancelCause cause) => cause switch
    {
        CancelCause.None or CancelCause.ProtectionCleared => "EC_NoError",
        CancelCause.ByUser or CancelCause.ByReduceOnly or CancelCause.BeforeLiquidation => "EC_PerCancelRequest",
        CancelCause.PostOnlyWouldTake => "EC_PostOnlyWillTakeLiquidity",
        CancelCause.NoImmediateQuantity => "EC_NoImmediateQtyToFill",
        CancelCause.NoFullFill => "EC_CancelForNoFullFill",
        CancelCause.NoMargin => "EC_Others",
        CancelCause.InstrumentHalted => "EC_InvalidSymbolStatus",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "not a cause of a cancellation"),
    };

    /// <summary>The interval's name in topics and calls: minutes.</summary>
    public static string Of(CandleInterval interval) => ((int)interval).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The interval with a name; nothing for those that the simulated market does not keep.</summary>
    public static CandleInterval? Interval(string name) => CandleIntervals.All.Cast<CandleInterval?>().FirstOrDefault(i => Of(i!.Value) == name);
}

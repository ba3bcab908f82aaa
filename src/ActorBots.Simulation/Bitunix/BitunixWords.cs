using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Bitunix;

/// <summary>Bitunix's words for what the exchange knows, as its documentation spells them.</summary>
internal static class BitunixWords
{
    public static string Of(OrderSide side) => side == OrderSide.Buy ? "BUY" : "SELL";

    public static string Of(OrderType type) => type == OrderType.Market ? "MARKET" : "LIMIT";

    /// <summary>The price that a trigger watches; the venue has no index triggers.</summary>
    public static string Of(PriceSource source) => source == PriceSource.Mark ? "MARK_PRICE" : "LAST_PRICE";

    /// <summary>The position mode that an index of a position belongs to.</summary>
    public static string PositionMode(int positionIndex) => positionIndex == 0 ? "ONE_WAY" : "HEDGE";

    /// <summary>How long an order works. A market order says <c>GTC</c>: strict readers know no absent value.</summary>
    public static string Effect(VenueOrder order) => order.Type == OrderType.Market ? "GTC" : order.TimeInForce switch
    {
        TimeInForce.GoodTillCancel => "GTC",
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
        TimeInForce.PostOnly => "POST_ONLY",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order.TimeInForce, "not a time in force"),
    };

    /// <summary>The status of an order that trades itself.</summary>
    public static string Status(VenueOrder order, BitunixServerSettings settings) => order.Status switch
    {
        VenueOrderStatus.New or VenueOrderStatus.Untriggered or VenueOrderStatus.Triggered => settings.UnderscoredNew ? "NEW_" : "NEW",
        VenueOrderStatus.PartiallyFilled => "PART_FILLED",
        VenueOrderStatus.Filled or VenueOrderStatus.Fired => "FILLED",
        _ => Cancelled(order, settings),
    };

    /// <summary>The status of a take profit or stop loss: <c>FILLED</c> = fired.</summary>
    public static string ProtectionStatus(VenueOrder order, BitunixServerSettings settings) => order.Status switch
    {
        VenueOrderStatus.Untriggered => settings.UnderscoredNew ? "NEW_" : "NEW",
        VenueOrderStatus.Rejected => "FAILED",
        VenueOrderStatus.Cancelled or VenueOrderStatus.Deactivated => Cancelled(order, settings),
        _ => "FILLED",
    };

    private static string Cancelled(VenueOrder order, BitunixServerSettings settings) =>
        !settings.DetailedCancelStatuses ? "CANCELED"
        : order.FilledQuantity > 0m ? "PART_FILLED_CANCELED"
        : order.CancelCause is CancelCause.ByUser or CancelCause.PostOnlyWouldTake or CancelCause.NoImmediateQuantity or CancelCause.NoFullFill ? "CANCELED"
        : "SYSTEM_CANCELED";
}

namespace ActorBots.Domain.Orders;

/// <summary>Questions about order statuses.</summary>
public static class OrderStatuses
{
    /// <summary>Whether nothing more can happen to the order.</summary>
    public static bool IsTerminal(this OrderStatus status) =>
        status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected;
}

namespace ActorBots.Simulation.Orders;

/// <summary>Questions about the simulated venue's order statuses.</summary>
public static class VenueOrderStatuses
{
    /// <summary>Whether the order can still fill, trigger or be cancelled.</summary>
    public static bool IsOpen(this VenueOrderStatus status) => status
        is VenueOrderStatus.Untriggered or VenueOrderStatus.Triggered or VenueOrderStatus.New or VenueOrderStatus.PartiallyFilled;
}

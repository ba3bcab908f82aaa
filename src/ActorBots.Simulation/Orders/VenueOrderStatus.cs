namespace ActorBots.Simulation.Orders;

/// <summary>Where an order stands at the simulated venue.</summary>
public enum VenueOrderStatus
{
    /// <summary>A conditional order that waits for its trigger price. Open.</summary>
    Untriggered = 1,

    /// <summary>A conditional order at the moment its trigger was reached. Momentary.</summary>
    Triggered = 2,

    /// <summary>Active, nothing filled. Open.</summary>
    New = 3,

    /// <summary>Active, partly filled. Open.</summary>
    PartiallyFilled = 4,

    /// <summary>Filled whole. Terminal.</summary>
    Filled = 5,

    /// <summary>Cancelled; may have fills. Terminal.</summary>
    Cancelled = 6,

    /// <summary>Rejected after acceptance. Terminal.</summary>
    Rejected = 7,

    /// <summary>A conditional order that was removed before its trigger was reached. Terminal.</summary>
    Deactivated = 8,

    /// <summary>A take profit or stop loss whose trigger was reached and in whose place another order trades. Terminal.</summary>
    Fired = 9,
}

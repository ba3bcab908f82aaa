namespace ActorBots.Simulation.Orders;

/// <summary>Which open orders a cancel-all ends.</summary>
public sealed record CancelScope
{
    /// <summary>Only this instrument; absent means all.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether active orders (not conditional, or already triggered) are ended.</summary>
    public bool ActiveOrders { get; init; } = true;

    /// <summary>Whether the user's own waiting conditional orders are ended.</summary>
    public bool ConditionalOrders { get; init; } = true;

    /// <summary>Whether take profits, stop losses and trailing stops of positions are ended.</summary>
    public bool Protection { get; init; } = true;
}

using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>In what venues of the same core differ behind their wires. One set per exchange; a ledger must be continued with the same.</summary>
public sealed record VenueCustoms
{
    /// <summary>What becomes of a take profit or stop loss whose trigger is reached.</summary>
    public FiredProtection FiredProtection { get; init; } = FiredProtection.TradesItself;

    /// <summary>What the venue's ids look like.</summary>
    public IdShape Ids { get; init; } = IdShape.Uuid;

    /// <summary>
    /// Whether a funding payment is booked to the last digit of quantity × mark price × rate; otherwise it is rounded to 8 decimals, half away
    /// from zero.
    /// </summary>
    public bool ExactFunding { get; init; }
}

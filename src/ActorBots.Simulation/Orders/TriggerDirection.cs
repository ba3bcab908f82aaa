namespace ActorBots.Simulation.Orders;

/// <summary>Which way the watched price must move to reach a trigger.</summary>
public enum TriggerDirection
{
    /// <summary>Triggers when the price rises to the trigger price or above.</summary>
    Rising = 1,

    /// <summary>Triggers when the price falls to the trigger price or below.</summary>
    Falling = 2,
}

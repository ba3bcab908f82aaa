namespace ActorBots.Simulation.Faults;

/// <summary>A kind of stream of the simulated venue.</summary>
public enum FaultStream
{
    /// <summary>The market's stream.</summary>
    Public = 1,

    /// <summary>An account's stream.</summary>
    Private = 2,

    /// <summary>Order entry over a socket.</summary>
    Trade = 3,
}

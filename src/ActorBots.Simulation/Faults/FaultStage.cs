namespace ActorBots.Simulation.Faults;

/// <summary>The moments of a request's and an order's life at which a test may look on, or kill a process.</summary>
public enum FaultStage
{
    /// <summary>A request was read; nothing was checked or done yet.</summary>
    RequestReceived = 1,

    /// <summary>An order was accepted and is in the venue's ledger; nothing was answered yet.</summary>
    OrderAccepted = 2,

    /// <summary>The answer to a request was written to the connection.</summary>
    Answered = 3,

    /// <summary>An order was filled, whole or in part; nothing was pushed yet.</summary>
    Filled = 4,

    /// <summary>A private event was handed to the account's streams.</summary>
    Pushed = 5,
}

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>What fault rules call the writing calls, whichever venue's.</summary>
internal static class TradeOperations
{
    public const string Create = "order.create";
    public const string Amend = "order.amend";
    public const string Cancel = "order.cancel";
    public const string CancelEverything = "order.cancel-all";

    /// <summary>Placing a take profit or stop loss where it is another kind of call than an order.</summary>
    public const string CreateStop = "stop.create";

    /// <summary>Changing one.</summary>
    public const string AmendStop = "stop.amend";

    /// <summary>Cancelling one.</summary>
    public const string CancelStop = "stop.cancel";
}

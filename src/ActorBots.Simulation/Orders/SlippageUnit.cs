namespace ActorBots.Simulation.Orders;

/// <summary>The unit of a slippage tolerance.</summary>
public enum SlippageUnit
{
    /// <summary>Ticks of the instrument.</summary>
    Ticks = 1,

    /// <summary>Percent of the price.</summary>
    Percent = 2,
}

namespace ActorBots.Simulation.Orders;

/// <summary>How far from the present price a market order may fill.</summary>
/// <param name="Unit">What the value counts.</param>
/// <param name="Value">Ticks, or percent (0.5 = 0.5 %); positive.</param>
public sealed record SlippageTolerance(SlippageUnit Unit, decimal Value);

namespace ActorBots.Simulation.Accounts;

/// <summary>Periodic payments between long and short positions.</summary>
public sealed record FundingSettings
{
    /// <summary>Time between payments, market time, aligned to the Unix epoch; whole hours, 1 to 24.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Share of the position's value that longs pay to shorts; negative the other way; −0.01 to 0.01.</summary>
    public decimal Rate { get; init; } = 0.0001m;
}

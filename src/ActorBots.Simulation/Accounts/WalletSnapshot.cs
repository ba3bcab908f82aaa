namespace ActorBots.Simulation.Accounts;

/// <summary>An account's money in USDT at one moment. Cross margin.</summary>
public sealed record WalletSnapshot
{
    /// <summary>The API key of the account.</summary>
    public required string Account { get; init; }

    /// <summary>First balance.</summary>
    public required decimal StartBalance { get; init; }

    /// <summary>Start balance plus everything realized, exact.</summary>
    public required decimal Balance { get; init; }

    /// <summary>Result of the open positions at the mark price.</summary>
    public required decimal UnrealizedPnl { get; init; }

    /// <summary>Initial margin of the open positions.</summary>
    public required decimal PositionInitialMargin { get; init; }

    /// <summary>Initial margin of the open active orders.</summary>
    public required decimal OrderInitialMargin { get; init; }

    /// <summary>Maintenance margin of the open positions.</summary>
    public required decimal MaintenanceMargin { get; init; }

    /// <summary>Everything realized since the account was opened: gross results − fees + funding; balance − start balance.</summary>
    public decimal CumulativeRealizedPnl => Balance - StartBalance;

    /// <summary>Balance plus unrealized result.</summary>
    public decimal Equity => Balance + UnrealizedPnl;

    /// <summary>All initial margin in use.</summary>
    public decimal InitialMargin => PositionInitialMargin + OrderInitialMargin;

    /// <summary>What new orders may use as margin; never negative.</summary>
    public decimal Available => Math.Max(0m, Equity - InitialMargin);
}

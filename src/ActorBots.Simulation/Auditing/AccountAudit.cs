namespace ActorBots.Simulation.Auditing;

/// <summary>An account's books, recomputed from its execution rows. Quote currency, exact.</summary>
public sealed record AccountAudit
{
    /// <summary>The API key of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Wallet balance less start balance.</summary>
    public required decimal WalletChange { get; init; }

    /// <summary>Sum of the values of all sells less that of all buys.</summary>
    public required decimal CashFlow { get; init; }

    /// <summary>Sum of all trading fees; positive is paid.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Sum of all funding; positive is received.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Cost of the open positions: long ones positive, short ones negative.</summary>
    public required decimal OpenCost { get; init; }

    /// <summary>Wallet change − (cash flow + open cost − fees + funding); zero when the books balance.</summary>
    public decimal Imbalance => WalletChange - (CashFlow + OpenCost - Fees + Funding);
}

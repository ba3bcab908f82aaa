namespace ActorBots.Domain.Accounts;

/// <summary>Whether a bot's budget fits into its account's balance beside those of the other bots.</summary>
public enum BudgetVerdict
{
    /// <summary>It fits, and room is kept for it.</summary>
    Granted = 1,

    /// <summary>The budgets would exceed the balance.</summary>
    Exceeded = 2,

    /// <summary>The venue did not tell the balance in time.</summary>
    Unknown = 3,
}

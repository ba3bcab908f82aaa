namespace ActorBots.Domain.Accounts;

/// <summary>What an account says of a budget.</summary>
/// <param name="Verdict">Whether it fits.</param>
/// <param name="Message">A sentence with the figures; empty when it fits.</param>
public sealed record BudgetAnswer(BudgetVerdict Verdict, string Message)
{
    /// <summary>It fits.</summary>
    public static BudgetAnswer Granted { get; } = new(BudgetVerdict.Granted, string.Empty);
}

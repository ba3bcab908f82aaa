namespace ActorBots.Simulation.Accounts;

/// <summary>An account's identity.</summary>
/// <param name="ApiKey">The key; names the account in every call.</param>
/// <param name="ApiSecret">The secret that its requests are signed with.</param>
/// <param name="UserId">A number of at most 9 digits, derived from the key.</param>
public sealed record ExchangeAccount(string ApiKey, string ApiSecret, long UserId)
{
    /// <summary>A text without the secret.</summary>
    public override string ToString() => $"account {ApiKey}";
}

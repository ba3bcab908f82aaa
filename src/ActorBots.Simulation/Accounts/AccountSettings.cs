namespace ActorBots.Simulation.Accounts;

/// <summary>An account to open. An account that the ledger already knows keeps its wallet; only the secret is taken from here.</summary>
/// <param name="ApiKey">The key that names the account, 1 to 64 characters of <c>[A-Za-z0-9_-]</c>.</param>
/// <param name="ApiSecret">The secret that signs its requests; not empty.</param>
/// <param name="StartBalance">First wallet balance, USDT; zero or more, at most 8 decimals.</param>
public sealed record AccountSettings(string ApiKey, string ApiSecret, decimal StartBalance)
{
    /// <summary>Taker fee rate of this account; absent means the venue's.</summary>
    public decimal? TakerFeeRate { get; init; }

    /// <summary>Maker fee rate of this account; absent means the venue's.</summary>
    public decimal? MakerFeeRate { get; init; }

    /// <summary>A text without the secret.</summary>
    public override string ToString() => $"account {ApiKey}, start balance {StartBalance}";
}

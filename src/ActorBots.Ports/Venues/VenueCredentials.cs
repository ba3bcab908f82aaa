namespace ActorBots.Ports.Venues;

/// <summary>An API key and its secret. Never logged: the text form hides both.</summary>
/// <param name="ApiKey">The key.</param>
/// <param name="ApiSecret">The secret.</param>
public sealed record VenueCredentials(string ApiKey, string ApiSecret)
{
    /// <summary>A text without the secret and with the key cut short.</summary>
    public override string ToString() => $"key {(ApiKey.Length <= 4 ? "****" : ApiKey[..4] + "…")}";
}

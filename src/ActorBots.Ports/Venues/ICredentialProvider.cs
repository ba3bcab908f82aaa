namespace ActorBots.Ports.Venues;

/// <summary>Resolves the names that stand for secrets in bot documents.</summary>
public interface ICredentialProvider
{
    /// <summary>The key pair that an account name stands for; nothing when the name is unknown.</summary>
    Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken);

    /// <summary>The webhook signing secret (<c>whsec_…</c>) that a name stands for; nothing when the name is unknown.</summary>
    Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken);
}

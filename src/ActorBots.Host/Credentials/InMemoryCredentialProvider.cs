using System.Collections.Frozen;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Credentials;

/// <summary>Credentials given at start, for the demo and for tests.</summary>
public sealed class InMemoryCredentialProvider : ICredentialProvider
{
    private readonly FrozenDictionary<string, VenueCredentials> _accounts;
    private readonly FrozenDictionary<string, string> _webhookSecrets;

    /// <summary>A fixed set of credentials.</summary>
    /// <param name="accounts">Key pairs by account name.</param>
    /// <param name="webhookSecrets">Signing secrets by name.</param>
    /// <exception cref="ArgumentException">A name has another shape than <see cref="CredentialName.Shape"/>.</exception>
    public InMemoryCredentialProvider(
        IReadOnlyDictionary<string, VenueCredentials> accounts, IReadOnlyDictionary<string, string> webhookSecrets)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(webhookSecrets);
        if (!accounts.Keys.Concat(webhookSecrets.Keys).All(CredentialName.IsValid))
            throw new ArgumentException($"a credential's name must be {CredentialName.Shape}");

        _accounts = accounts.ToFrozenDictionary(StringComparer.Ordinal);
        _webhookSecrets = webhookSecrets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_accounts.GetValueOrDefault(account));
    }

    /// <inheritdoc />
    public Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_webhookSecrets.GetValueOrDefault(name));
    }
}

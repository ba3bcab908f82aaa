using System.Collections.Immutable;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Credentials;

/// <summary>Asks several providers in order; the first that knows a name answers. One that fails ends the search: a broken secret is never
/// silently replaced by another.</summary>
public sealed class CompositeCredentialProvider : ICredentialProvider
{
    private readonly ImmutableArray<ICredentialProvider> _providers;

    /// <summary>Several providers as one.</summary>
    /// <param name="providers">In the order of asking.</param>
    public CompositeCredentialProvider(params ReadOnlySpan<ICredentialProvider> providers)
    {
        _providers = [.. providers];
    }

    /// <inheritdoc />
    public async Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken)
    {
        foreach (var provider in _providers)
        {
            if (await provider.GetVenueCredentialsAsync(account, cancellationToken).ConfigureAwait(false) is { } credentials)
                return credentials;
        }

        return null;
    }

    /// <inheritdoc />
    public async Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var provider in _providers)
        {
            if (await provider.GetWebhookSecretAsync(name, cancellationToken).ConfigureAwait(false) is { } secret)
                return secret;
        }

        return null;
    }
}

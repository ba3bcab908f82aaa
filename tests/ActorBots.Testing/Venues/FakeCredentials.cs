using System.Collections.Concurrent;
using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>Credentials that come and go.</summary>
public sealed class FakeCredentials : ICredentialProvider
{
    private readonly ConcurrentDictionary<string, VenueCredentials> _keys = new(StringComparer.Ordinal);

    /// <summary>From now on an account has keys.</summary>
    public void Put(string account) => _keys[account] = new VenueCredentials("key", "secret");

    public Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken) =>
        Task.FromResult(_keys.GetValueOrDefault(account));

    public Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

using ActorBots.Ports.Venues;

namespace ActorBots.Host.Credentials;

/// <summary>Both halves of an account's credentials, or neither.</summary>
internal static class CredentialPair
{
    /// <summary>The credentials of two values; nothing when both are absent.</summary>
    /// <exception cref="CredentialException">Only one is there.</exception>
    public static VenueCredentials? Of(string account, string? key, string keyName, string? secret, string secretName) =>
        (key, secret) switch
        {
            (null, null) => null,
            ({ } present, { } alsoPresent) => new VenueCredentials(present, alsoPresent),
            _ => throw new CredentialException(
                $"account '{account}' has {(key is null ? secretName : keyName)} but no {(key is null ? keyName : secretName)}"),
        };
}

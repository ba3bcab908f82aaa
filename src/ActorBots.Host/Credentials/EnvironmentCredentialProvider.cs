using ActorBots.Ports.Venues;

namespace ActorBots.Host.Credentials;

/// <summary>
/// Credentials in environment variables: <c>ACTORBOTS_ACCOUNT_&lt;NAME&gt;_KEY</c>, <c>ACTORBOTS_ACCOUNT_&lt;NAME&gt;_SECRET</c> and
/// <c>ACTORBOTS_WEBHOOK_&lt;NAME&gt;_SECRET</c>, the name in upper case with <c>_</c> for <c>-</c>. White space around a value is cut off; an empty
/// variable counts as absent.
/// </summary>
public sealed class EnvironmentCredentialProvider : ICredentialProvider
{
    private readonly Func<string, string?> _read;

    /// <summary>The process's own environment.</summary>
    public EnvironmentCredentialProvider()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>Another environment, for tests.</summary>
    /// <param name="read">Gives a variable's value by its name; nothing when it is not set.</param>
    public EnvironmentCredentialProvider(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _read = read;
    }

    /// <inheritdoc />
    /// <exception cref="CredentialException">Only one of the two variables is set.</exception>
    public Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CredentialName.IsValid(account))
            return Task.FromResult<VenueCredentials?>(null);

        var keyName = $"ACTORBOTS_ACCOUNT_{Spell(account)}_KEY";
        var secretName = $"ACTORBOTS_ACCOUNT_{Spell(account)}_SECRET";
        return Task.FromResult(CredentialPair.Of(account, Read(keyName), keyName, Read(secretName), secretName));
    }

    /// <inheritdoc />
    public Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(CredentialName.IsValid(name) ? Read($"ACTORBOTS_WEBHOOK_{Spell(name)}_SECRET") : null);
    }

    private static string Spell(string name) => name.ToUpperInvariant().Replace('-', '_');

    private string? Read(string variable) => _read(variable)?.Trim() is { Length: > 0 } value ? value : null;
}

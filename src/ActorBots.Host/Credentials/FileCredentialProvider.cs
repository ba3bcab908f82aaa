using System.Text;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Credentials;

/// <summary>
/// Credentials in a folder, as Kubernetes mounts secrets: <c>&lt;account&gt;/api_key</c>, <c>&lt;account&gt;/api_secret</c> and
/// <c>webhooks/&lt;name&gt;</c>. Read anew each time, so that a rotated secret counts at once. White space around a value is cut off.
/// </summary>
public sealed class FileCredentialProvider : ICredentialProvider
{
    /// <summary>The largest file that is taken for a secret, bytes.</summary>
    public const int MaxBytes = 4096;

    private const string KeyFile = "api_key";
    private const string SecretFile = "api_secret";
    private const string WebhookFolder = "webhooks";

    private readonly string _folder;

    /// <summary>Credentials in a folder; it need not exist.</summary>
    /// <param name="folder">The folder.</param>
    public FileCredentialProvider(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
    }

    /// <inheritdoc />
    /// <exception cref="CredentialException">One of the two files is missing, or a file is unreadable, empty or too large.</exception>
    public async Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken)
    {
        if (!CredentialName.IsValid(account))
            return null;

        var key = await ReadAsync(Path.Combine(_folder, account, KeyFile), cancellationToken).ConfigureAwait(false);
        var secret = await ReadAsync(Path.Combine(_folder, account, SecretFile), cancellationToken).ConfigureAwait(false);
        return CredentialPair.Of(account, key, KeyFile, secret, SecretFile);
    }

    /// <inheritdoc />
    /// <exception cref="CredentialException">The file is unreadable, empty or too large.</exception>
    public Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken) =>
        CredentialName.IsValid(name)
            ? ReadAsync(Path.Combine(_folder, WebhookFolder, name), cancellationToken)
            : Task.FromResult<string?>(null);

    private static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(path))
                return null;

            var stream = File.OpenRead(path);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[MaxBytes + 1];
                var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                    .ConfigureAwait(false);
                var text = Encoding.UTF8.GetString(buffer, 0, length).Trim();
                return length > MaxBytes || text.Length == 0
                    ? throw new CredentialException($"credential file '{path}' must hold 1 to {MaxBytes} bytes of text")
                    : text;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"credential file '{path}' cannot be read: {exception.GetType().Name}", exception);
        }
    }
}

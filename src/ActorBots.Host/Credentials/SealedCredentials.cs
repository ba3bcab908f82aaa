using ActorBots.Host.Settings;
using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Credentials;

namespace ActorBots.Host.Credentials;

/// <summary>Opens the sealed credentials of a database with the keys that the settings or the environment give.</summary>
internal static class SealedCredentials
{
    /// <summary>The provider; nothing when nobody gave keys.</summary>
    /// <exception cref="SettingsException">The keys cannot be used; no part of them is in the message.</exception>
    public static async Task<MongoCredentialProvider?> OfAsync(
        NodeSettings settings, MongoConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await KeysAsync(settings.SealingKeysFile, cancellationToken) is { } keys ? new MongoCredentialProvider(connection, keys, time) : null;
        }
        catch (CredentialException e)
        {
            throw new SettingsException([$"actorbots.credentials.sealing-keys-file: {e.Message}"]);
        }
    }

    private static async Task<SealingKeys?> KeysAsync(string file, CancellationToken cancellationToken)
    {
        if (file.Length > 0)
        {
            return await SealingKeys.FromFileAsync(file, cancellationToken);
        }

        return Environment.GetEnvironmentVariable(SealingKeys.Variable) is { Length: > 0 } text ? SealingKeys.FromText(text, SealingKeys.Variable) : null;
    }
}

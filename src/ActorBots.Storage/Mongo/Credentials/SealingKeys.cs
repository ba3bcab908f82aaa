using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using ActorBots.Ports.Venues;

namespace ActorBots.Storage.Mongo.Credentials;

/// <summary>
/// The keys that seal credentials: one or more AES-256 keys, each 32 bytes in base64, one per line, the newest last; empty lines and lines
/// that begin with <c>#</c> are passed over. All of them open, the newest seals; so a key is rotated by adding a line and sealing again. A
/// key's id follows from the key itself.
/// </summary>
public sealed class SealingKeys
{
    /// <summary>The environment variable that holds keys where there is no file; several are separated by blanks.</summary>
    public const string Variable = "ACTORBOTS_CREDENTIAL_KEYS";

    /// <summary>The most keys at the same time.</summary>
    public const int MaxKeys = 20;

    private const int KeyBytes = 32;
    private const int IdBytes = 8;
    private const int MaxFileBytes = 16 * 1024;

    private readonly FrozenDictionary<string, byte[]> _keys;

    private SealingKeys(ImmutableArray<byte[]> keys)
    {
        _keys = keys.ToFrozenDictionary(IdOf, static key => key, StringComparer.Ordinal);
        NewestId = IdOf(keys[^1]);
    }

    /// <summary>The id of the key that seals.</summary>
    public string NewestId { get; }

    /// <summary>The ids of all keys that open, ascending.</summary>
    public ImmutableArray<string> Ids => [.. _keys.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Keys in a file, such as a mounted secret.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="CredentialException">The file cannot be read or holds no keys; the message has no part of its content.</exception>
    public static async Task<SealingKeys> FromFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes })
                throw new CredentialException($"key file '{path}' must have at most {MaxFileBytes} bytes");

            return Parse(await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false), $"key file '{path}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"key file '{path}' cannot be read: {exception.GetType().Name}", exception);
        }
    }

    /// <summary>Keys in a text, such as the value of <see cref="Variable"/>.</summary>
    /// <param name="text">The keys, separated by blanks or line ends.</param>
    /// <param name="source">Where they came from, for messages.</param>
    /// <exception cref="CredentialException">The text holds no keys; the message has no part of it.</exception>
    public static SealingKeys FromText(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), source);
    }

    /// <summary>A new key as the line that a file needs.</summary>
    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The bytes of a key; nothing when it is unknown.</summary>
    internal byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    private static SealingKeys Parse(string[] lines, string source)
    {
        var keys = ImmutableArray.CreateBuilder<byte[]>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;

            var key = new byte[KeyBytes];
            if (!Convert.TryFromBase64String(line, key, out var length) || length != KeyBytes)
                throw new CredentialException($"{source}: key {i + 1} must be {KeyBytes} bytes in base64");
            if (keys.Any(known => known.AsSpan().SequenceEqual(key)))
                throw new CredentialException($"{source}: key {i + 1} is there twice");

            keys.Add(key);
        }

        return keys.Count is >= 1 and <= MaxKeys
            ? new SealingKeys(keys.ToImmutable())
            : throw new CredentialException($"{source} must hold 1 to {MaxKeys} keys, not {keys.Count}");
    }

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes));
}

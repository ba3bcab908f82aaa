using System.Security.Cryptography;
using System.Text;
using ActorBots.Ports.Venues;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Credentials;

/// <summary>
/// One secret as it is stored: AES-256-GCM with a random nonce. The document's name and the field are part of what is authenticated, so a
/// sealed value opens nowhere but in its own place.
/// </summary>
internal static class SealedText
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals with the newest key.</summary>
    public static BsonDocument Seal(SealingKeys keys, string name, string field, string secret)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[plain.Length];
        var tag = new byte[TagBytes];
        using (var aes = new AesGcm(keys.Find(keys.NewestId)!, TagBytes))
            aes.Encrypt(nonce, plain, sealedBytes, tag, Place(name, field));
        CryptographicOperations.ZeroMemory(plain);
        return new BsonDocument
        {
            ["key_id"] = keys.NewestId,
            ["nonce"] = new BsonBinaryData(nonce),
            ["tag"] = new BsonBinaryData(tag),
            ["ciphertext"] = new BsonBinaryData(sealedBytes),
        };
    }

    /// <summary>Opens with the key that sealed.</summary>
    /// <exception cref="CredentialException">The key is unknown, or the value was changed, moved, or sealed by another key.</exception>
    public static string Open(SealingKeys keys, string name, string field, BsonValue stored)
    {
        if (stored is not BsonDocument sealedText
            || sealedText.GetValue("key_id", BsonNull.Value) is not BsonString keyId
            || Bytes(sealedText, "nonce", NonceBytes) is not { } nonce
            || Bytes(sealedText, "tag", TagBytes) is not { } tag
            || Bytes(sealedText, "ciphertext", null) is not { } ciphertext)
        {
            throw new CredentialException($"credentials '{name}': field '{field}' must be a sealed value of key_id, nonce, tag and ciphertext");
        }

        if (keys.Find(keyId.Value) is not { } key)
        {
            throw new CredentialException(
                $"credentials '{name}': field '{field}' was sealed with key '{Shown(keyId.Value)}'; known are {string.Join(", ", keys.Ids)}");
        }

        var plain = new byte[ciphertext.Length];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(nonce, ciphertext, tag, plain, Place(name, field));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new CredentialException($"credentials '{name}': field '{field}' was changed, or sealed for another name or field");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Neither a name nor a field has a line end, so no two places give the same text.</summary>
    private static byte[] Place(string name, string field) => Encoding.UTF8.GetBytes($"{name}\n{field}");

    private static byte[]? Bytes(BsonDocument document, string field, int? length) =>
        document.GetValue(field, BsonNull.Value) is BsonBinaryData { Bytes: { } bytes } && (length is null || bytes.Length == length) ? bytes : null;

    private static string Shown(string keyId) => string.Concat(keyId.Take(16).Where(char.IsAsciiLetterOrDigit));
}

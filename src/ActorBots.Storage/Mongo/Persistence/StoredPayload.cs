using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Bytes as the official plugin stores them: <c>{ _t: "System.Byte[], System.Private.CoreLib", _v: BinData(0, bytes) }</c>. Its reader
/// throws on plain binary data.
/// </summary>
internal static class StoredPayload
{
    private const string TypeField = "_t";
    private const string ValueField = "_v";
    private const string TypeName = "System.Byte[], System.Private.CoreLib";

    public static BsonDocument Wrap(byte[] bytes) => new()
    {
        { TypeField, TypeName },
        { ValueField, new BsonBinaryData(bytes) },
    };

    /// <summary>The bytes, whichever runtime's name for a byte array stands beside them; false for a payload in the pre-1.4 form.</summary>
    public static bool TryUnwrap(BsonValue? payload, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = payload switch
        {
            BsonBinaryData plain => plain.Bytes,
            BsonDocument document when IsByteArray(document.GetValue(TypeField, BsonNull.Value)) =>
                (document.GetValue(ValueField, BsonNull.Value) as BsonBinaryData)?.Bytes,
            _ => null,
        };
        return bytes is not null;
    }

    private static bool IsByteArray(BsonValue type) =>
        type is BsonString { Value: var name } && (name == "System.Byte[]" || name.StartsWith("System.Byte[],", StringComparison.Ordinal));
}

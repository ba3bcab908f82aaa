using System.Buffers.Binary;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Wire;

/// <summary>Walks BSON in place, without making objects of it. Source: bsonspec.org, version 1.1.</summary>
internal static class RawBson
{
    /// <summary>A document's fields follow its length of four bytes.</summary>
    public const int LengthPrefix = 4;

    public delegate void FieldVisitor(BsonType type, ReadOnlySpan<byte> name, Span<byte> value);

    /// <summary>The documents of a sequence, in order.</summary>
    public static IEnumerable<Memory<byte>> Documents(Memory<byte> sequence)
    {
        while (!sequence.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(sequence.Span);
            yield return sequence[..length];
            sequence = sequence[length..];
        }
    }

    /// <summary>Shows the fields of the outermost level, in order.</summary>
    /// <exception cref="InvalidDataException">A type that BSON does not have.</exception>
    public static void VisitFields(Span<byte> document, FieldVisitor visit)
    {
        var rest = document[LengthPrefix..];
        while (rest[0] != 0)
        {
            var type = (BsonType)(sbyte)rest[0];
            var nameLength = rest[1..].IndexOf((byte)0);
            var value = rest[(nameLength + 2)..];
            var length = ValueLength(type, value);
            visit(type, rest.Slice(1, nameLength), value[..length]);
            rest = value[length..];
        }
    }

    private static int ValueLength(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.Double or BsonType.DateTime or BsonType.Timestamp or BsonType.Int64 => 8,
        BsonType.String or BsonType.JavaScript or BsonType.Symbol => 4 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Document or BsonType.Array or BsonType.JavaScriptWithScope => BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Binary => 5 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Undefined or BsonType.Null or BsonType.MinKey or BsonType.MaxKey => 0,
        BsonType.ObjectId => 12,
        BsonType.Boolean => 1,
        BsonType.RegularExpression => RegexLength(value),
        BsonType.Int32 => 4,
        BsonType.Decimal128 => 16,
        _ => throw new InvalidDataException($"BSON type {(int)type} is not known"),
    };

    private static int RegexLength(ReadOnlySpan<byte> value)
    {
        var pattern = value.IndexOf((byte)0) + 1;
        return pattern + value[pattern..].IndexOf((byte)0) + 1;
    }
}

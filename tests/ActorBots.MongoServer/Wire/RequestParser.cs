using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ActorBots.MongoServer.Wire;

/// <summary>Finds the command in a message.</summary>
internal static class RequestParser
{
    private const uint ChecksumPresent = 1;
    private const uint MoreToCome = 2;
    private const int ChecksumLength = 4;

    /// <exception cref="InvalidDataException">The message does not follow the protocol.</exception>
    public static CommandRequest Parse(WireMessage message) => message.OpCode == OpCode.Query ? ParseQuery(message.Payload) : ParseMessage(message.Payload);

    private static CommandRequest ParseMessage(ReadOnlyMemory<byte> payload)
    {
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(payload.Span);
        var rest = payload[4..];
        if ((flags & ChecksumPresent) != 0)
        {
            rest = rest[..^ChecksumLength];
        }

        BsonDocument? body = null;
        DocumentSequence? sequence = null;
        while (!rest.IsEmpty)
        {
            var kind = rest.Span[0];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[1..]);
            var section = rest.Slice(1, length);
            rest = rest[(1 + length)..];
            switch (kind)
            {
                case 0:
                    body = Document(section);
                    break;
                case 1 when sequence is null:
                    sequence = Sequence(section);
                    break;
                default:
                    throw new InvalidDataException($"section kind {kind}: allowed is one body and at most one sequence of documents");
            }
        }

        return new CommandRequest
        {
            Body = body ?? throw new InvalidDataException("a message without a body"),
            Sequence = sequence,
            IsSilent = (flags & MoreToCome) != 0,
        };
    }

    private static DocumentSequence Sequence(ReadOnlyMemory<byte> section)
    {
        var field = section.Span[4..];
        var end = field.IndexOf((byte)0);
        return new DocumentSequence(Encoding.UTF8.GetString(field[..end]), MemoryMarshal.AsMemory(section[(4 + end + 1)..]));
    }

    // Flags, the collection's name up to its zero, two numbers, then the command.
    private static CommandRequest ParseQuery(ReadOnlyMemory<byte> payload)
    {
        var name = payload.Span[4..];
        var end = name.IndexOf((byte)0);
        var database = Encoding.UTF8.GetString(name[..end]).Split('.')[0];
        var body = Document(payload[(4 + end + 1 + 8)..]);
        body["$db"] = database;
        return new CommandRequest { Body = body };
    }

    private static BsonDocument Document(ReadOnlyMemory<byte> bytes) => BsonSerializer.Deserialize<BsonDocument>(bytes.ToArray());
}

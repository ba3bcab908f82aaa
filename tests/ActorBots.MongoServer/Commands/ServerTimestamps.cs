using ActorBots.MongoServer.Storage;
using ActorBots.MongoServer.Wire;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary>
/// Fills empty timestamps of the outermost level, as mongod does in inserted and in replacing documents; <c>_id</c> is left as it is.
/// Source: mongodb.com/docs/manual/reference/bson-types, "Timestamps".
/// </summary>
internal static class ServerTimestamps
{
    private const byte OperatorSign = (byte)'$';

    /// <summary>Fills a whole inserted document.</summary>
    public static void Fill(Span<byte> document, ServerClock clock) => RawBson.VisitFields(document, (type, name, value) =>
    {
        if (type == BsonType.Timestamp && !name.SequenceEqual("_id"u8) && value.IndexOfAnyExcept((byte)0) < 0)
        {
            BitConverter.TryWriteBytes(value, clock.Next());
        }
    });

    /// <summary>Fills the replacing document of an update statement; updates by operators and pipelines have none.</summary>
    public static void FillReplacement(Span<byte> statement, ServerClock clock) => RawBson.VisitFields(statement, (type, name, value) =>
    {
        if (type == BsonType.Document && name.SequenceEqual("u"u8) && value[RawBson.LengthPrefix + 1] != OperatorSign)
        {
            Fill(value, clock);
        }
    });
}

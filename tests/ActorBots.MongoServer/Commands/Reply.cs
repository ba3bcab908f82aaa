using System.Collections.Immutable;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary>Answers in the form that goes over the wire.</summary>
internal static class Reply
{
    public static byte[] Ok(BsonDocument fields)
    {
        fields["ok"] = 1.0;
        return fields.ToBson();
    }

    public static byte[] Ok() => Ok([]);

    public static byte[] Refused(CommandException error, BsonDocument topologyVersion)
    {
        var reply = new BsonDocument
        {
            { "ok", 0.0 },
            { "errmsg", error.Message },
            { "code", error.Code },
            { "codeName", MongoErrors.NameOf(error.Code) },
            { "topologyVersion", topologyVersion },
        };
        AddLabels(reply, error.Labels);
        return reply.ToBson();
    }

    private static void AddLabels(BsonDocument reply, ImmutableArray<string> labels)
    {
        if (!labels.IsEmpty)
        {
            reply["errorLabels"] = new BsonArray(labels);
        }
    }
}

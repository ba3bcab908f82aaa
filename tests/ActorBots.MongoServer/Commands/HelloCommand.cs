using ActorBots.MongoServer.Administration;
using ActorBots.MongoServer.Wire;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary>Answers <c>hello</c> and its old name; a driver's monitor may wait here for a change.</summary>
internal sealed class HelloCommand(Topology topology, TimeProvider time, int port)
{
    private const string ReplicaSetName = "rs0";
    private const int NewestWireVersion = 21;

    private readonly string _address = $"127.0.0.1:{port}";

    public async Task<ReadOnlyMemory<byte>> AnswerAsync(CommandContext context, CancellationToken cancellationToken)
    {
        Remember(context);
        if (context.Body.TryGetValue("topologyVersion", out var known) && known.IsBsonDocument && context.Body.Contains("maxAwaitTimeMS"))
        {
            var atMost = TimeSpan.FromMilliseconds(context.Body["maxAwaitTimeMS"].ToInt64());
            await topology.AwaitChangeAsync(known.AsBsonDocument, atMost, cancellationToken);
        }

        return Reply.Ok(Describe(context));
    }

    private static void Remember(CommandContext context)
    {
        if (context.Body.TryGetValue("client", out var client) && client.IsBsonDocument
            && client.AsBsonDocument.TryGetValue("application", out var application) && application.IsBsonDocument)
        {
            context.Client.ApplicationName = application.AsBsonDocument.GetValue("name", string.Empty).AsString;
        }
    }

    private BsonDocument Describe(CommandContext context)
    {
        var hello = new BsonDocument
        {
            { "helloOk", true },
            { context.Request.Name == "hello" ? "isWritablePrimary" : "ismaster", topology.IsPrimary },
            { "topologyVersion", topology.Version },
        };
        if (topology.IsReplicaSet)
        {
            hello.AddRange(Membership());
        }

        return hello.AddRange(Limits(context.Client));
    }

    private BsonDocument Membership()
    {
        var isPrimary = topology.IsPrimary;
        var member = new BsonDocument
        {
            { "hosts", new BsonArray { _address } },
            { "setName", ReplicaSetName },
            { "setVersion", 1 },
            { "secondary", !isPrimary },
            { "me", _address },
        };
        if (isPrimary)
        {
            member["primary"] = _address;
            member["electionId"] = topology.ElectionId;
        }

        return member;
    }

    private BsonDocument Limits(ClientIdentity client) => new()
    {
        { "maxBsonObjectSize", 16 * 1024 * 1024 },
        { "maxMessageSizeBytes", MessageStream.LargestMessage },
        { "maxWriteBatchSize", 25_000 },
        { "localTime", time.GetUtcNow().UtcDateTime },
        { "logicalSessionTimeoutMinutes", 30 },
        { "connectionId", client.ConnectionId },
        { "minWireVersion", 0 },
        { "maxWireVersion", NewestWireVersion },
        { "readOnly", false },
    };
}

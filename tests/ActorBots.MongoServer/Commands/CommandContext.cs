using ActorBots.MongoServer.Sessions;
using ActorBots.MongoServer.Wire;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary>One command with what is known about its sender.</summary>
internal sealed class CommandContext(CommandRequest request, ClientIdentity client)
{
    // Fields for the server, not for the engine: it refuses some of them, and none concerns it.
    private static readonly string[] Envelope =
        ["$db", "lsid", "txnNumber", "startTransaction", "autocommit", "$clusterTime", "$readPreference", "readConcern", "writeConcern",
         "maxTimeMS", "apiVersion", "apiStrict", "apiDeprecationErrors", "comment", "$audit"];

    public CommandRequest Request { get; } = request;

    public ClientIdentity Client { get; } = client;

    public BsonDocument Body => Request.Body;

    public string Database => Request.Database;

    public string Collection => Request.Collection;

    /// <summary>Database and collection, as MongoDB writes a namespace.</summary>
    public string Namespace => $"{Database}.{Collection}";

    public SessionFields Session { get; } = SessionFields.Of(request.Body);

    /// <summary>The transaction that the command belongs to; none for most.</summary>
    public Transaction? Transaction { get; set; }

    /// <summary>The answer tells of an error that ends the transaction.</summary>
    public bool FailsTransaction { get; set; }

    /// <summary>The command without what concerns the session and the route only.</summary>
    public byte[] EngineBody(params string[] alsoWithout)
    {
        var body = new BsonDocument(Body.Elements.Where(field => !Envelope.Contains(field.Name) && !alsoWithout.Contains(field.Name)));
        return body.ToBson();
    }
}

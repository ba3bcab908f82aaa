using ActorBots.MongoServer.Administration;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary>What the server says about itself.</summary>
internal sealed class DiagnosticCommands(Topology topology, TimeProvider time, int port)
{
    /// <summary>The release whose behaviour is imitated.</summary>
    public const string Version = "7.0.0";

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public static Task<ReadOnlyMemory<byte>> OkAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(Reply.Ok());

    public static Task<ReadOnlyMemory<byte>> BuildAsync(CommandContext context, CancellationToken cancellationToken) => Answer(new BsonDocument
    {
        { "version", Version },
        { "versionArray", new BsonArray { 7, 0, 0, 0 } },
        { "gitVersion", "actorbots-test-front" },
        { "modules", new BsonArray { "documentdb" } },
        { "storageEngines", new BsonArray { "documentdb" } },
        { "bits", 64 },
        { "debug", false },
        { "maxBsonObjectSize", 16 * 1024 * 1024 },
    });

    public static Task<ReadOnlyMemory<byte>> ParameterAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Body.Contains("featureCompatibilityVersion")
            ? Answer(new BsonDocument("featureCompatibilityVersion", new BsonDocument("version", "7.0")))
            : throw new CommandException(72, "no option found to get: only featureCompatibilityVersion is known here");

    public static Task<ReadOnlyMemory<byte>> ConnectionAsync(CommandContext context, CancellationToken cancellationToken) => Answer(
        new BsonDocument("authInfo", new BsonDocument { { "authenticatedUsers", new BsonArray() }, { "authenticatedUserRoles", new BsonArray() } }));

    public Task<ReadOnlyMemory<byte>> StatusAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var status = new BsonDocument
        {
            { "host", $"127.0.0.1:{port}" },
            { "version", Version },
            { "process", "mongod" },
            { "pid", Environment.ProcessId },
            { "uptime", (now - _startedAt).TotalSeconds },
            { "localTime", now.UtcDateTime },
            { "storageEngine", new BsonDocument { { "name", "documentdb" }, { "persistent", true } } },
        };
        if (topology.IsReplicaSet)
        {
            status["repl"] = new BsonDocument { { "setName", "rs0" }, { "isWritablePrimary", topology.IsPrimary }, { "secondary", !topology.IsPrimary } };
        }

        return Answer(status);
    }

    private static Task<ReadOnlyMemory<byte>> Answer(BsonDocument fields) => Task.FromResult<ReadOnlyMemory<byte>>(Reply.Ok(fields));
}

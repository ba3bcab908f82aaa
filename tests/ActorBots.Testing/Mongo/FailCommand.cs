using System.Collections.Immutable;
using MongoDB.Bson;

namespace ActorBots.Testing.Mongo;

/// <summary>
/// A planned failure of a server's commands: mongod's fail point <c>failCommand</c>. Without an error, a closing or a wait it does nothing.
/// </summary>
public sealed record FailCommand
{
    /// <summary>Names of commands: <c>insert</c>, <c>update</c>, <c>find</c> …</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>How often it strikes; none is until <see cref="MongoServerProcess.HealCommandsAsync(CancellationToken)"/>.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many commands pass before it strikes; only without <see cref="Times"/>.</summary>
    public int Skip { get; init; }

    /// <summary>The command is not carried out and refused with this code.</summary>
    public int? ErrorCode { get; init; }

    public ImmutableArray<string> ErrorLabels { get; init; } = [];

    /// <summary>The command is not carried out, and the connection closed.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>The command is carried out, and the connection closed without an answer. The wire front alone can do that.</summary>
    public bool ClosesConnectionAfterExecution { get; init; }

    /// <summary>The command waits that long first.</summary>
    public TimeSpan Block { get; init; }

    /// <summary>Only commands on this database and collection, as <c>database.collection</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only commands of clients with this application name.</summary>
    public string? ApplicationName { get; init; }

    internal BsonDocument ToCommand()
    {
        var data = new BsonDocument("failCommands", new BsonArray(Commands));
        data.Add("errorCode", ErrorCode ?? 0, ErrorCode is not null);
        data.Add("errorLabels", new BsonArray(ErrorLabels), !ErrorLabels.IsEmpty);
        data.Add("closeConnection", true, ClosesConnection);
        data.Add("closeConnectionAfterExecution", true, ClosesConnectionAfterExecution);
        data.Add("blockConnection", true, Block > TimeSpan.Zero);
        data.Add("blockTimeMS", (long)Block.TotalMilliseconds, Block > TimeSpan.Zero);
        data.Add("namespace", Namespace ?? string.Empty, Namespace is not null);
        data.Add("appName", ApplicationName ?? string.Empty, ApplicationName is not null);
        return new BsonDocument { { "configureFailPoint", "failCommand" }, { "mode", Mode() }, { "data", data } };
    }

    private BsonValue Mode() => (Times, Skip) switch
    {
        ({ } times, _) => new BsonDocument("times", times),
        (null, > 0) => new BsonDocument("skip", Skip),
        _ => "alwaysOn",
    };
}

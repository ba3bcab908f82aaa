using System.Collections.Immutable;
using ActorBots.MongoServer.Commands;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Administration;

/// <summary>
/// A planned failure of commands, in the form of mongod's own <c>failCommand</c>. Source: the MongoDB wiki, "The failCommand Fail Point".
/// One field is of this server alone: <c>closeConnectionAfterExecution</c> carries the command out and then closes the connection.
/// </summary>
internal sealed record FailPoint
{
    public required ImmutableHashSet<string> Commands { get; init; }

    /// <summary>How many commands pass before it strikes.</summary>
    public required int Skip { get; init; }

    /// <summary>How often it strikes; none is until it is switched off.</summary>
    public required int? Times { get; init; }

    public int? ErrorCode { get; init; }

    /// <summary>Exactly these; by default those that the error's code has.</summary>
    public ImmutableArray<string> ErrorLabels { get; init; }

    public bool ClosesConnection { get; init; }

    public bool ClosesConnectionAfterExecution { get; init; }

    /// <summary>Waits that long before anything else.</summary>
    public TimeSpan Block { get; init; }

    /// <summary>Carries the command out, and adds this to its answer.</summary>
    public BsonDocument? WriteConcernError { get; init; }

    /// <summary>Only commands of clients with this name; none is all.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Only commands on this database and collection; none is all.</summary>
    public string? Namespace { get; init; }

    public bool Concerns(CommandContext context) =>
        Commands.Contains(context.Request.Name)
        && (ApplicationName is null || ApplicationName == context.Client.ApplicationName)
        && (Namespace is null || Namespace == context.Namespace);

    /// <summary>Reads <c>configureFailPoint</c>; none switches it off.</summary>
    /// <exception cref="CommandException">The mode is none.</exception>
    public static FailPoint? Parse(BsonDocument command)
    {
        var mode = command["mode"];
        if (mode == "off")
        {
            return null;
        }

        var data = command.GetValue("data", new BsonDocument()).AsBsonDocument;
        return new FailPoint
        {
            Commands = [.. data["failCommands"].AsBsonArray.Select(name => name.AsString)],
            Skip = mode.IsBsonDocument ? mode.AsBsonDocument.GetValue("skip", 0).ToInt32() : 0,
            Times = TimesOf(mode),
            ErrorCode = data.TryGetValue("errorCode", out var code) ? code.ToInt32() : null,
            ErrorLabels = data.TryGetValue("errorLabels", out var labels) ? [.. labels.AsBsonArray.Select(label => label.AsString)] : default,
            ClosesConnection = data.GetValue("closeConnection", false).ToBoolean(),
            ClosesConnectionAfterExecution = data.GetValue("closeConnectionAfterExecution", false).ToBoolean(),
            Block = data.GetValue("blockConnection", false).ToBoolean() ? TimeSpan.FromMilliseconds(data["blockTimeMS"].ToInt64()) : TimeSpan.Zero,
            WriteConcernError = data.TryGetValue("writeConcernError", out var error) ? error.AsBsonDocument : null,
            ApplicationName = data.TryGetValue("appName", out var name) ? name.AsString : null,
            Namespace = data.TryGetValue("namespace", out var space) ? space.AsString : null,
        };
    }

    private static int? TimesOf(BsonValue mode) => mode switch
    {
        BsonString { Value: "alwaysOn" } => null,
        BsonDocument document when document.TryGetValue("times", out var times) => times.ToInt32(),
        BsonDocument document when document.Contains("skip") => null,
        _ => throw new CommandException(MongoErrors.BadValue, $"mode '{mode}': allowed is off, alwaysOn, {{times: n}} and {{skip: n}}"),
    };
}

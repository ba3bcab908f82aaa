using System.Collections.Immutable;

namespace ActorBots.Domain.Bots.Config;

/// <summary>What came of reading a whole bot document. With any problem only the problems are told.</summary>
public sealed record BotDocumentReading
{
    /// <summary>The bot's id, <c>_id</c>: 1 to 24 characters of <c>[0-9a-z-]</c>; absent when the store has yet to give one.</summary>
    public string? BotId { get; init; }

    /// <summary>The owner's id in the backend, <c>user_id</c>: 1 to 64 characters.</summary>
    public string UserId { get; init; } = string.Empty;

    /// <summary>A name for people, <c>name</c>: at most 100 characters; empty when absent.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The venue's name, <c>exchange</c>.</summary>
    public string Exchange { get; init; } = string.Empty;

    /// <summary>The name of the credentials, <c>account</c>, never the credentials: 1 to 63 characters of <c>[a-z0-9-]</c>; <c>main</c> when absent.</summary>
    public string Account { get; init; } = string.Empty;

    /// <summary>What the bot was when the document was written, <c>status</c>; absent when nobody said.</summary>
    public string? Status { get; init; }

    /// <summary>What was asked for last, <c>desired_status</c>: RUNNING, PAUSED, STOPPED or ERROR; absent when nothing was.</summary>
    public string? DesiredStatus { get; init; }

    /// <summary>When the bot last showed that it lives, <c>last_heartbeat</c>, UTC.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>What went wrong last, <c>last_error</c>.</summary>
    public string? LastError { get; init; }

    /// <summary>When the document was made, <c>created_at</c>, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the document was changed last, <c>updated_at</c>, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The configuration; absent when there is any problem, or when only the other fields were read.</summary>
    public BotConfig? Config { get; init; }

    /// <summary>All problems, in the order of the fields; empty when all is well.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; init; } = [];
}

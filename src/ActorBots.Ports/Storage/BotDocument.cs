using System.Collections.Immutable;
using ActorBots.Domain.Bots.Config;

namespace ActorBots.Ports.Storage;

/// <summary>A bot as the backend stored it. Field names in the store are snake_case; unknown fields survive.</summary>
public sealed record BotDocument
{
    /// <summary>The bot's id: 1 to 24 characters of <c>[0-9a-z-]</c>.</summary>
    public required string BotId { get; init; }

    /// <summary>The owner's id in the backend; free text.</summary>
    public required string UserId { get; init; }

    /// <summary>A name for people.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The venue's name: one of the connectors' or <c>paper</c>.</summary>
    public required string Exchange { get; init; }

    /// <summary>The name of the credentials, never the credentials.</summary>
    public required string Account { get; init; }

    /// <summary>The <c>config</c> field as JSON text, unvalidated; empty when the stored field is absent or no object, which is a problem.</summary>
    public required string ConfigJson { get; init; }

    /// <summary>
    /// The document's fields that the engine does not know, as one JSON object. Absent when there are none; absent in a put keeps what
    /// is stored, an object replaces it whole. What JSON has no type for is written as MongoDB's extended JSON (<c>{"$oid": "…"}</c>), so that
    /// it comes back as what it was.
    /// </summary>
    public string? ExtraJson { get; init; }

    /// <summary>
    /// When the document was made, UTC, whole milliseconds. A later put does not change it. The beginning of 1970 when a document written by
    /// hand does not say it.
    /// </summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// What is wrong with the document beside its configuration, in a store where people write documents by hand: fields that are missing
    /// or of the wrong type. With any problem the bad fields are empty and the bot is refused. A put refuses a document with problems.
    /// </summary>
    public ImmutableArray<ConfigProblem> Problems { get; init; } = [];
}

using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>The configuration side of a row of <c>bots</c>, in SQLite's types.</summary>
internal sealed record BotRecord
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    public required string Exchange { get; init; }

    public required string Account { get; init; }

    public required string Config { get; init; }

    public string? Extra { get; init; }

    public required long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public static BotRecord Of(BotDocument document, DateTimeOffset now) => new()
    {
        Id = document.BotId,
        UserId = document.UserId,
        Name = document.Name,
        Exchange = document.Exchange,
        Account = document.Account,
        Config = document.ConfigJson,
        Extra = document.ExtraJson,
        CreatedAt = StoredInstant.ToStored(document.CreatedAt),
        UpdatedAt = StoredInstant.ToStored(now),
    };

    public BotDocument ToDocument() => new()
    {
        BotId = Id,
        UserId = UserId,
        Name = Name,
        Exchange = Exchange,
        Account = Account,
        ConfigJson = Config,
        ExtraJson = Extra,
        CreatedAt = StoredInstant.FromStored(CreatedAt),
    };
}

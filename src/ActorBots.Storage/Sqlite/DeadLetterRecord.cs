using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>A row of <c>dead_letters</c>, in SQLite's types.</summary>
internal sealed record DeadLetterRecord
{
    public required string Id { get; init; }

    public required string BotId { get; init; }

    public required string EventType { get; init; }

    public required string Endpoint { get; init; }

    public required string Payload { get; init; }

    public required string LastError { get; init; }

    public required long Attempts { get; init; }

    public required long FailedAt { get; init; }

    public static DeadLetterRecord Of(DeadLetter letter) => new()
    {
        Id = letter.NotificationId,
        BotId = letter.BotId,
        EventType = letter.EventType,
        Endpoint = letter.Endpoint,
        Payload = letter.Payload,
        LastError = letter.LastError,
        Attempts = letter.Attempts,
        FailedAt = StoredInstant.ToStored(letter.FailedAt),
    };

    public DeadLetter ToLetter() => new()
    {
        NotificationId = Id,
        BotId = BotId,
        EventType = EventType,
        Endpoint = Endpoint,
        Payload = Payload,
        LastError = LastError,
        Attempts = checked((int)Attempts),
        FailedAt = StoredInstant.FromStored(FailedAt),
    };
}

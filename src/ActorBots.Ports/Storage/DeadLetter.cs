namespace ActorBots.Ports.Storage;

/// <summary>A notification that could not be delivered, kept for people and for a later replay.</summary>
public sealed record DeadLetter
{
    /// <summary>The notification's stable id, as in the <c>webhook-id</c> header.</summary>
    public required string NotificationId { get; init; }

    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>The event's name, such as <c>POSITION_OPENED</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The endpoint, without user info and query.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The body as it was to be sent.</summary>
    public required string Payload { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public required string LastError { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}

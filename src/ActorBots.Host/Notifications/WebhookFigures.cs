namespace ActorBots.Host.Notifications;

/// <summary>What a receiver has seen since it started.</summary>
public sealed record WebhookFigures
{
    /// <summary>Webhooks that were taken, each counted once.</summary>
    public required long Received { get; init; }

    /// <summary>Webhooks that came again with an id that was seen before; taken, but not counted as received.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Webhooks that came for the first time after a later one of the same bot; counted as received too.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>Numbers that were passed over and have not come since: dead letters, or webhooks that are lost.</summary>
    public required long Missing { get; init; }

    /// <summary>Requests that were refused: bad signature, timestamp, id or method.</summary>
    public required long Refused { get; init; }
}

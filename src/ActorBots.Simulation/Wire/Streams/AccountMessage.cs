namespace ActorBots.Simulation.Wire.Streams;

/// <summary>One message of an account's stream before it is written.</summary>
internal sealed record AccountMessage
{
    /// <summary>The topic, for fault rules.</summary>
    public required string Topic { get; init; }

    /// <summary>The names under which clients may have subscribed to the topic; each subscriber of one gets a frame under that name.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>When it was made, market time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Instrument; empty where none applies.</summary>
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Client order id; empty where none applies.</summary>
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary>Writes the frame under a name that was subscribed.</summary>
    public required Func<string, ReadOnlyMemory<byte>> Write { get; init; }
}

using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Storage;

/// <summary>One position for people and backends. Written idempotently by id; never read back to decide.</summary>
public sealed record PositionRow
{
    /// <summary>Deterministic id: <c>&lt;bot id&gt;-p&lt;entry intent number&gt;</c>.</summary>
    public required string PositionId { get; init; }

    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>The bot's owner.</summary>
    public required string UserId { get; init; }

    /// <summary>The venue's name.</summary>
    public required string Exchange { get; init; }

    /// <summary>The instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary><c>LONG</c>.</summary>
    public required string Side { get; init; }

    /// <summary>Open quantity, base units; zero once closed.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Quantity-weighted entry price.</summary>
    public required Price EntryPrice { get; init; }

    /// <summary>Price at which the bot takes profit.</summary>
    public required Price TargetPrice { get; init; }

    /// <summary>Trigger price of the resting stop.</summary>
    public required Price StopLoss { get; init; }

    /// <summary>The trailing stop's level once armed.</summary>
    public Price? TrailingStop { get; init; }

    /// <summary>Whether the position is open (<c>OPEN</c>) or not (<c>CLOSED</c>).</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Client order id of the entry.</summary>
    public required string EntryOrderId { get; init; }

    /// <summary>Client order id of the resting stop; empty when there is none.</summary>
    public string StopOrderId { get; init; } = string.Empty;

    /// <summary>First fill, venue time, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last closing fill, venue time, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The bot's sequence number that this row reflects; an older row never overwrites a newer one.</summary>
    public required long SequenceNumber { get; init; }
}

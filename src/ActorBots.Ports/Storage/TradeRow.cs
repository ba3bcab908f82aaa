using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Storage;

/// <summary>One closed trade. Written once by its deterministic id; writing it again changes nothing.</summary>
public sealed record TradeRow
{
    /// <summary>Deterministic id: <c>&lt;bot id&gt;-t&lt;entry intent number&gt;</c>.</summary>
    public required string TradeId { get; init; }

    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>The bot's owner.</summary>
    public required string UserId { get; init; }

    /// <summary>Which position it closed.</summary>
    public required string PositionId { get; init; }

    /// <summary>The instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary><c>LONG</c>.</summary>
    public required string Side { get; init; }

    /// <summary>Closed quantity, base units.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Quantity-weighted entry price.</summary>
    public required Price EntryPrice { get; init; }

    /// <summary>Quantity-weighted exit price.</summary>
    public required Price ExitPrice { get; init; }

    /// <summary>Entry and exit fees together; positive is paid.</summary>
    public required Money Fees { get; init; }

    /// <summary>Funding during its life: negative is paid, positive is received.</summary>
    public required Money Funding { get; init; }

    /// <summary>Net PnL: gross less fees plus funding.</summary>
    public required Money Pnl { get; init; }

    /// <summary>
    /// Why it was closed: <c>TARGET</c>, <c>STOP_LOSS</c>, <c>TRAILING_STOP</c>, <c>BOT_STOP_LOSS</c>, <c>MANUAL</c>, <c>BOT_STOPPED</c>,
    /// <c>EXTERNAL</c>, <c>LIQUIDATION</c>, <c>UNPROTECTABLE</c>, <c>AUTO_DELEVERAGING</c>.
    /// </summary>
    public required string ExitReason { get; init; }

    /// <summary>First entry fill, venue time, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last exit fill, venue time, UTC.</summary>
    public required DateTimeOffset ClosedAt { get; init; }
}

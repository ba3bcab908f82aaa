using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Storage;

/// <summary>What the engine writes back to a bot's document: actual state, heartbeat and performance.</summary>
public sealed record BotStatusRow
{
    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>What the bot actually is: <c>RUNNING</c>, <c>PAUSED</c>, <c>DEGRADED</c>, <c>STOPPING</c>, <c>STOPPED</c>, <c>ERROR</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the backend asked for last: <c>RUNNING</c>, <c>PAUSED</c>, <c>STOPPED</c>.</summary>
    public required string DesiredStatus { get; init; }

    /// <summary>Net PnL of all closed trades, quote currency.</summary>
    public required Money TotalRealizedPnl { get; init; }

    /// <summary>PnL of the open positions at the last price, quote currency.</summary>
    public required Money UnrealizedPnl { get; init; }

    /// <summary>Trades closed on the present UTC day.</summary>
    public required int TradesToday { get; init; }

    /// <summary>Trades closed ever.</summary>
    public required int TradesTotal { get; init; }

    /// <summary>Trades with a positive net PnL.</summary>
    public required int Wins { get; init; }

    /// <summary>Trades with a net PnL of zero or less.</summary>
    public required int Losses { get; init; }

    /// <summary>Largest fall of realized PnL from its peak, quote currency; zero or more.</summary>
    public required Money MaxDrawdown { get; init; }

    /// <summary>The last error for people; empty when there is none.</summary>
    public string LastError { get; init; } = string.Empty;

    /// <summary>When the bot last said that it lives, UTC, wall clock.</summary>
    public required DateTimeOffset LastHeartbeat { get; init; }

    /// <summary>The bot's sequence number that this row reflects; an older row never overwrites a newer one.</summary>
    public required long SequenceNumber { get; init; }
}

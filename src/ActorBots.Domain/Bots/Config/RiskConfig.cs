using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Limits on entries and on the loss; <c>config.risk</c>. They never hinder an exit.</summary>
public sealed record RiskConfig
{
    /// <summary>Entries in any 60 seconds; <c>max_trades_per_minute</c>, 1 to 60, default 2.</summary>
    public int MaxTradesPerMinute { get; init; } = 2;

    /// <summary>Entries in any 60 minutes; <c>max_trades_per_hour</c>, 1 to 1000 and not below the minute's; default 20.</summary>
    public int MaxTradesPerHour { get; init; } = 20;

    /// <summary>Entries in any 24 hours; <c>max_trades_per_day</c>, 1 to 10 000 and not below the hour's; default 100.</summary>
    public int MaxTradesPerDay { get; init; } = 100;

    /// <summary>Positions open at the same time; <c>max_concurrent_positions</c>, 1 to 10, default 3.</summary>
    public int MaxConcurrentPositions { get; init; } = 3;

    /// <summary>
    /// Realized plus unrealized loss at which the bot closes everything and stops, a positive amount in quote currency;
    /// absent means no limit. The document says it as a negative number: <c>bot_stop_loss</c>, −1 000 000 000 to −0.01.
    /// </summary>
    public Money? MaxLoss { get; init; }
}

using ActorBots.Domain.Instruments;

namespace ActorBots.Protocol.Bots;

/// <summary>How a bot is, at one moment.</summary>
public sealed record BotReply : IProtocolMessage
{
    /// <summary>Which bot.</summary>
    public required string BotId { get; init; }

    /// <summary>The instrument; empty before the first start.</summary>
    public required string Symbol { get; init; }

    /// <summary>What the bot actually is, in capitals.</summary>
    public required string Status { get; init; }

    /// <summary>What the backend asked for last, in capitals.</summary>
    public required string DesiredStatus { get; init; }

    /// <summary>The newest price that the bot saw.</summary>
    public Price? Price { get; init; }

    /// <summary>Average true range, price units.</summary>
    public decimal? Atr { get; init; }

    /// <summary>Open positions.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Open quantity over all positions, base units.</summary>
    public required Quantity OpenQuantity { get; init; }

    /// <summary>Open positions whose stop is not known to rest on the venue.</summary>
    public required int PositionsWithoutStop { get; init; }

    /// <summary>Net PnL of all closed trades, quote currency.</summary>
    public required Money RealizedPnl { get; init; }

    /// <summary>PnL of the open positions at the newest price, quote currency.</summary>
    public required Money UnrealizedPnl { get; init; }

    /// <summary>Fees paid less funding received on positions that are still open, plus funding that no position explains; quote currency.</summary>
    public required Money OpenCosts { get; init; }

    /// <summary>Sum of price × quantity of what is open at its entry, quote currency.</summary>
    public required Money OpenEntryCost { get; init; }

    /// <summary>Closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>Orders ever intended.</summary>
    public required long Orders { get; init; }

    /// <summary>Notifications that wait for delivery.</summary>
    public required int OutboxLength { get; init; }

    /// <summary>Notifications ever made.</summary>
    public required long Notifications { get; init; }

    /// <summary>Longest time between a fill becoming known and its resting stop in this life of the bot, milliseconds of wall clock.</summary>
    public required long UnprotectedMsMax { get; init; }

    /// <summary>The last error; empty when there is none.</summary>
    public required string LastError { get; init; }
}

using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Strategies;

/// <summary>All that a strategy may look at. The same input gives the same answer, live, on paper and in a backtest.</summary>
public sealed record StrategyInput
{
    /// <summary>The bot's configuration.</summary>
    public required BotConfig Config { get; init; }

    /// <summary>Price of the last trade; positive.</summary>
    public required Price Price { get; init; }

    /// <summary>Average true range over the closed candles, price units. Zero or less gives no entry.</summary>
    public required decimal Atr { get; init; }

    /// <summary>Highest price of the looked-back closed candles and the running one.</summary>
    public required Price RecentHigh { get; init; }

    /// <summary>Price of the newest entry of the present ladder; absent when the bot is flat.</summary>
    public Price? LastEntryPrice { get; init; }

    /// <summary>The recent high when that entry was made; absent when the bot is flat.</summary>
    public Price? RecentHighAtLastEntry { get; init; }
}

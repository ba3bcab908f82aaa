using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Strategies;

/// <summary>When to enter and where to leave. Pure: no state, clock, chance or I/O.</summary>
public interface IStrategy
{
    /// <summary>The name in the configuration: lower case words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>Whether to enter now. Says yes exactly when the price is positive and at or below <see cref="EntryTrigger"/>.</summary>
    EntrySignal? Evaluate(StrategyInput input);

    /// <summary>
    /// The price at or below which an entry happens as long as the recent high stays; the input's own price does not matter.
    /// Zero when no price can give an entry.
    /// </summary>
    Price EntryTrigger(StrategyInput input);

    /// <summary>Where a position is closed.</summary>
    /// <param name="entry">Average entry price; positive.</param>
    /// <param name="atr">Average true range at entry, price units; positive.</param>
    /// <param name="config">The bot's configuration.</param>
    /// <param name="instrument">The instrument's filters.</param>
    ExitLevels Levels(Price entry, decimal atr, BotConfig config, Instrument instrument);
}

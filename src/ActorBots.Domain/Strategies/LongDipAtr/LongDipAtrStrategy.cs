using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Strategies.LongDipAtr;

/// <summary>
/// Buys dips. The reference is the recent high; after an entry it is that entry's price until all positions are closed or a
/// new recent high forms, so that one dip gives a ladder of entries and not a burst. An entry happens when the price is at
/// or below reference − entry_multiplier × ATR.
/// </summary>
public sealed class LongDipAtrStrategy : IStrategy
{
    /// <inheritdoc />
    public string Name => "long-dip-atr";

    /// <inheritdoc />
    public EntrySignal? Evaluate(StrategyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Price.Value <= 0m || input.Price > EntryTrigger(input)
            ? null
            : new EntrySignal
            {
                Price = input.Price,
                DipAtr = (input.RecentHigh - input.Price) / input.Atr,
                Atr = input.Atr,
                RecentHigh = input.RecentHigh,
            };
    }

    /// <inheritdoc />
    public Price EntryTrigger(StrategyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Atr <= 0m
            ? default
            : Price.Max(default, Reference(input) - (input.Config.Atr.EntryMultiplier * input.Atr));
    }

    /// <inheritdoc />
    public ExitLevels Levels(Price entry, decimal atr, BotConfig config, Instrument instrument) =>
        ExitLevels.For(entry, atr, config, instrument);

    private static Price Reference(StrategyInput input)
    {
        if (input.LastEntryPrice is not { } lastEntry)
        {
            return input.RecentHigh;
        }

        var newHighFormed = input.RecentHighAtLastEntry is { } before && input.RecentHigh > before;
        return newHighFormed ? input.RecentHigh : lastEntry;
    }
}

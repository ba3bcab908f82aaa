using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Strategies;

namespace ActorBots.Domain.Risk;

/// <summary>
/// The stop of a long position that follows the best price and never moves back. It is the resting stop itself that moves,
/// at most once per configured step, so that a dead cluster keeps what was locked in. Distances are × ATR at entry.
/// </summary>
public static class TrailingStop
{
    /// <summary>The price at or above which the trailing stop takes over; nothing when it is not used.</summary>
    /// <param name="config">The bot's trailing configuration.</param>
    /// <param name="atrAtEntry">Average true range when the position was opened, price units; positive.</param>
    /// <param name="entry">Average entry price.</param>
    public static Price? ArmingPrice(TrailingConfig config, decimal atrAtEntry, Price entry)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Enabled && atrAtEntry > 0m ? entry + (config.ActivationMultiplier * atrAtEntry) : null;
    }

    /// <summary>The level to which the resting stop should move now.</summary>
    /// <param name="config">The bot's trailing configuration.</param>
    /// <param name="atrAtEntry">Average true range when the position was opened, price units; positive.</param>
    /// <param name="entry">Average entry price.</param>
    /// <param name="best">Highest price since the entry.</param>
    /// <param name="currentStop">Where the stop rests now.</param>
    /// <param name="instrument">The instrument's filters.</param>
    /// <returns>
    /// A price on the tick, below <paramref name="best"/> and above <paramref name="currentStop"/> by the step or more;
    /// nothing when the stop is not armed or the move is not worth an amendment.
    /// </returns>
    public static Price? Advance(
        TrailingConfig config, decimal atrAtEntry, Price entry, Price best, Price currentStop, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (ArmingPrice(config, atrAtEntry, entry) is not { } arming || best < arming)
        {
            return null;
        }

        var level = ExitLevels.StopBelow(best, config.CallbackMultiplier * atrAtEntry, instrument);
        return level > currentStop && level - currentStop >= config.StepMultiplier * atrAtEntry ? level : null;
    }

    /// <summary>
    /// The price below which <see cref="Advance"/> has nothing to do, for the quiet band; at most two ticks above it a move
    /// becomes due. Nothing when the trailing stop is not used.
    /// </summary>
    /// <param name="config">The bot's trailing configuration.</param>
    /// <param name="atrAtEntry">Average true range when the position was opened, price units; positive.</param>
    /// <param name="entry">Average entry price.</param>
    /// <param name="currentStop">Where the stop rests now.</param>
    /// <param name="instrument">The instrument's filters.</param>
    public static Price? QuietBelow(TrailingConfig config, decimal atrAtEntry, Price entry, Price currentStop, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (ArmingPrice(config, atrAtEntry, entry) is not { } arming)
        {
            return null;
        }

        // The level is rounded up, so it may reach the next worthwhile tick almost one tick early.
        var worthwhile = instrument.RoundUp(currentStop + (config.StepMultiplier * atrAtEntry));
        return Price.Max(arming, worthwhile + (config.CallbackMultiplier * atrAtEntry) - instrument.TickSize);
    }
}

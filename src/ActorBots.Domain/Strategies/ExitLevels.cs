using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Strategies;

/// <summary>Where a long position is closed. Both prices are on the tick, the stop strictly below the entry and the target strictly above.</summary>
public sealed record ExitLevels
{
    /// <summary>The price at or above which profit is taken.</summary>
    public required Price Target { get; init; }

    /// <summary>The price at or below which the loss is cut; positive.</summary>
    public required Price Stop { get; init; }

    /// <summary>
    /// Target = entry + target_multiplier × ATR, stop = entry − stop_multiplier × ATR, both rounded up to the tick: the target
    /// then earns no less and the stop loses no more than configured. A stop that would reach the entry is put on the tick
    /// below it; one that would not be positive, on the first tick.
    /// </summary>
    /// <param name="entry">Average entry price; positive, need not be on the tick.</param>
    /// <param name="atr">Average true range at entry, price units; positive.</param>
    /// <param name="config">The bot's configuration.</param>
    /// <param name="instrument">The instrument's filters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The entry or the range is not positive, or the entry is not above the first tick.</exception>
    public static ExitLevels For(Price entry, decimal atr, BotConfig config, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(entry.Value, instrument.TickSize, nameof(entry));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atr);
        return new ExitLevels
        {
            Target = instrument.RoundUp(entry + (config.Atr.TargetMultiplier * atr)),
            Stop = StopBelow(entry, config.Atr.StopMultiplier * atr, instrument),
        };
    }

    /// <summary>The price a distance below a reference, rounded up to the tick but strictly below the reference and positive.</summary>
    internal static Price StopBelow(Price reference, decimal distance, Instrument instrument)
    {
        var wanted = instrument.RoundUp(reference - distance);
        var highest = instrument.RoundUp(reference) - instrument.TickSize;
        return Price.Max(Price.Min(wanted, highest), new Price(instrument.TickSize));
    }
}

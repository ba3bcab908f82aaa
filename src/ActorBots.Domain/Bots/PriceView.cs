using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Bots;

/// <summary>The newest price that concerns the bot.</summary>
/// <param name="Number">Running number within the life of the market-data child, from 1.</param>
/// <param name="Price">Last trade's price.</param>
/// <param name="RunningHigh">Highest price since the last closed candle, as far as it was seen.</param>
/// <param name="At">Venue time, UTC.</param>
public sealed record PriceView(long Number, Price Price, Price RunningHigh, DateTimeOffset At);

using System.Collections.Immutable;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Positions;

/// <summary>The open positions seen at one price. Follows from the bot's events and the price; says from which.</summary>
/// <param name="Sequence">The bot's sequence number that the view reflects.</param>
/// <param name="PriceNumber">The running number of the price that it reflects.</param>
/// <param name="UnrealizedPnl">PnL of the open positions at the price, fees and funding included, quote currency.</param>
/// <param name="Advice">What should be done, in order of position number; only positions for which there is something.</param>
public sealed record PositionView(long Sequence, long PriceNumber, Money UnrealizedPnl, ImmutableArray<PositionAdvice> Advice);

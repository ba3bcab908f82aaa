using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Positions;

/// <summary>What should be done with a position at the newest price.</summary>
/// <param name="Number">Which position.</param>
/// <param name="IsTargetReached">Whether the target traded.</param>
/// <param name="MoveStopTo">Where the resting stop should be trailed to; absent when it should stay. At or above the price: it should have fired.</param>
public sealed record PositionAdvice(long Number, bool IsTargetReached, Price? MoveStopTo);

using ActorBots.Simulation.Market;

namespace ActorBots.Simulation;

/// <summary>Lets the market move on. The pacer publishes one tick, then waits here before the next.</summary>
public interface ITickGate
{
    /// <summary>Completes when everything that the tick caused is done.</summary>
    /// <param name="tick">The tick that was published last.</param>
    /// <param name="cancellationToken">Ends the wait; the pacer then stops.</param>
    ValueTask PassAsync(MarketTick tick, CancellationToken cancellationToken);
}

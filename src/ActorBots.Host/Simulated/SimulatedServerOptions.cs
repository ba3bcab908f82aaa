using ActorBots.Simulation.Faults;

namespace ActorBots.Host.Simulated;

/// <summary>How a simulated venue's server runs.</summary>
/// <param name="Port">The port on this machine; 0 takes any free one.</param>
/// <param name="RateFactor">What the venue's rate limits are multiplied by, 1 or more.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record SimulatedServerOptions(int Port, int RateFactor, FaultPlan Faults);

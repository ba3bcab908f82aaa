using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire;
using ActorBots.Simulation.Wire.RateLimits;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bitunix;

/// <summary>What all endpoints and streams of one Bitunix server share.</summary>
internal sealed class BitunixVenue(SimulatedExchange exchange, BitunixServerSettings settings, FaultPlan faults, TimeProvider time, ILogger logger)
    : WireVenue(exchange, settings, faults, time, logger)
{
    /// <inheritdoc />
    public override string Name => "Bitunix";

    /// <summary>The settings.</summary>
    public BitunixServerSettings Settings { get; } = settings;

    /// <summary>Rate limits per account or address and endpoint.</summary>
    public RateLimiter RateLimits { get; } = new(settings.RateLimitFactor);
}

using ActorBots.Simulation.Bybit.RateLimits;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire;
using ActorBots.Simulation.Wire.RateLimits;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bybit;

/// <summary>What all endpoints and streams of one Bybit server share.</summary>
internal sealed class BybitVenue(SimulatedExchange exchange, BybitServerSettings settings, FaultPlan faults, TimeProvider time, ILogger logger)
    : WireVenue(exchange, settings, faults, time, logger)
{
    /// <inheritdoc />
    public override string Name => "Bybit";

    /// <summary>Rate limits per account.</summary>
    public RateLimiter RateLimits { get; } = new(settings.RateLimitFactor);

    /// <summary>Rate limit per address.</summary>
    public AddressLimiter AddressLimits { get; } = new(settings.RateLimitFactor, settings.AddressBan);
}

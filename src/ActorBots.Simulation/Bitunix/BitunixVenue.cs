using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
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

    /// <summary>The position mode, which is one for all instruments of an account.</summary>
    public PositionMode PositionModeOf(string apiKey) => Exchange.GetPositionMode(apiKey, Exchange.Instruments[0].Symbol);

    /// <summary>The leverage of an instrument; whole, as this wire knows no other.</summary>
    public int LeverageOf(string apiKey, string symbol) => (int)Exchange.GetPositions(apiKey, symbol)[0].Leverage;

    /// <summary>An order by the venue's id, which wins, or the client's; nothing when there is none, or it cannot be seen yet.</summary>
    public VenueOrder? FindVisible(string apiKey, string? orderId, string? clientId) =>
        Exchange.FindOrder(apiKey, orderId, clientId) is { } order && !Hidden.Contains(order.OrderId) ? order : null;
}

using System.Collections.Immutable;
using ActorBots.Simulation.Wire.Misbehaviour;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>One call on its way through an endpoint.</summary>
internal sealed class RestCall
{
    /// <summary>The parameters.</summary>
    public required RestParameters Parameters { get; init; }

    /// <summary>The caller's API key; empty for public endpoints.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The faults that strike it.</summary>
    public required RequestFaults Faults { get; init; }

    /// <summary>Venue ids of the orders that the call was about; filled by the endpoint.</summary>
    public ImmutableArray<string> OrderIds { get; set; } = [];

    /// <summary>Venue ids of the orders that the call made; filled by the endpoint.</summary>
    public ImmutableArray<string> CreatedOrderIds { get; set; } = [];
}

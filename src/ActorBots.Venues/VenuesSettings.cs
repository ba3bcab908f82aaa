using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Bybit;

namespace ActorBots.Venues;

/// <summary>Which venues this node reaches, one member per venue; an absent one is not offered.</summary>
public sealed record VenuesSettings
{
    /// <summary>Bybit.</summary>
    public BybitSettings? Bybit { get; init; }

    /// <summary>Bitunix.</summary>
    public BitunixSettings? Bitunix { get; init; }
}

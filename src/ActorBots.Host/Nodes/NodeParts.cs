using ActorBots.Actors.Bots;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Nodes;

/// <summary>What may be brought along when a node is made; everything else follows from its settings.</summary>
internal sealed record NodeParts
{
    /// <summary>Where secrets come from besides the configured folder and the environment; asked first.</summary>
    public ICredentialProvider? Credentials { get; init; }

    /// <summary>Watches the bots' journal.</summary>
    public IBotProbe Probe { get; init; } = new NoProbe();

    /// <summary>The operator's own HOCON; wins over everything.</summary>
    public Akka.Configuration.Config? Overrides { get; init; }
}

using ActorBots.Ports.Storage;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>What the bots of a node need.</summary>
public sealed record BotServices
{
    /// <summary>Where the documents are.</summary>
    public required IBotCatalog Catalog { get; init; }

    /// <summary>The node's venue gateways, behind one address.</summary>
    public required IActorRef VenueGateways { get; init; }

    /// <summary>The shard region of the account gateways.</summary>
    public required IActorRef Accounts { get; init; }

    /// <summary>The node's notifier.</summary>
    public required IActorRef Notifier { get; init; }

    /// <summary>The node's writer of status rows.</summary>
    public required IActorRef StatusWriter { get; init; }

    /// <summary>How the bots behave.</summary>
    public required BotSettings Settings { get; init; }

    /// <summary>The wall clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Watches the journal.</summary>
    public IBotProbe Probe { get; init; } = new NoProbe();
}

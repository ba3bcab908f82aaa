namespace ActorBots.Actors.Hosting;

/// <summary>The registry's key of the node's venue gateways.</summary>
public sealed class VenueGateways
{
    private VenueGateways()
    {
    }
}

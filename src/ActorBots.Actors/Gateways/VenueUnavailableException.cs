using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>A venue did not answer a question that a reconciliation cannot do without.</summary>
internal sealed class VenueUnavailableException : Exception
{
    /// <summary>Wraps the venue's error.</summary>
    public VenueUnavailableException(VenueError error)
        : base($"{BotRouter.CodeOf(error)}: {error.Message}")
    {
    }
}

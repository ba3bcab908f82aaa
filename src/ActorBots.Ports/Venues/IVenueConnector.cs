namespace ActorBots.Ports.Venues;

/// <summary>The way to a venue's clients. The registry of the venues' room makes one per configured venue.</summary>
public interface IVenueConnector
{
    /// <summary>The venue's name in bot documents: lower case, as its users write it.</summary>
    string Venue { get; }

    /// <summary>Opens the public side. One per node.</summary>
    IMarketDataClient OpenMarketData();

    /// <summary>Opens the private side of one account.</summary>
    IExecutionClient OpenExecution(string account, VenueCredentials credentials);
}

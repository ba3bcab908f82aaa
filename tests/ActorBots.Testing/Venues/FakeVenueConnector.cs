using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>The way to a fake venue named <c>paper</c>.</summary>
public sealed class FakeVenueConnector : IVenueConnector
{
    public string Venue => "paper";

    /// <summary>The public side; the same however often it is opened.</summary>
    public FakeMarketDataClient Market { get; } = new();

    /// <summary>The private side; the same however often it is opened.</summary>
    public FakeExecutionClient Account { get; } = new();

    public IMarketDataClient OpenMarketData() => Market;

    public IExecutionClient OpenExecution(string account, VenueCredentials credentials) => Account;
}

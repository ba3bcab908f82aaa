using System.Collections.Immutable;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Streams;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Wire;

/// <summary>What a venue's server is made of: the neutral parts, and the venue's own that a derived class adds.</summary>
internal abstract class WireParts : IAsyncDisposable
{
    /// <param name="venue">What all parts share.</param>
    /// <param name="translator">Writes the accounts' streams.</param>
    protected WireParts(WireVenue venue, IAccountTranslator translator)
    {
        Venue = venue;
        Registry = new StreamRegistry(venue);
        Private = new PrivateStreams(venue, Registry, translator);
        Acceptor = new StreamAcceptor(venue, Registry, Stopping.Token);
    }

    /// <summary>What all parts share.</summary>
    public WireVenue Venue { get; }

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>The open stream connections.</summary>
    public StreamRegistry Registry { get; }

    /// <summary>The accounts' streams.</summary>
    public PrivateStreams Private { get; }

    /// <summary>Accepts stream connections.</summary>
    protected StreamAcceptor Acceptor { get; }

    /// <summary>Serves a request, whether for REST or for a stream.</summary>
    public abstract Task HandleAsync(HttpContext http);

    /// <summary>Makes the tickers known to the public streams before the market moves.</summary>
    public abstract void Seed(ImmutableArray<TickerSnapshot> tickers);

    /// <summary>Tells the public streams what happened. Called on the thread that caused it; must not wait.</summary>
    public abstract void Publish(SimulationEvent happened);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Private.DisposeAsync();
        Stopping.Dispose();
    }
}

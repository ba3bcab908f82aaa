using ActorBots.Simulation;

namespace ActorBots.Host.Simulated;

/// <summary>The simulated venues of this process; each has a market of its own.</summary>
internal sealed class SimulatedVenues : IAsyncDisposable
{
    private readonly List<SimulatedVenue> _all = [];

    /// <summary>The venues, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedVenue> All => _all;

    /// <summary>Takes a venue over.</summary>
    public SimulatedVenue Add(SimulatedVenue venue)
    {
        _all.Add(venue);
        return venue;
    }

    /// <summary>Runs all markets until they end or are cancelled. A market that breaks ends the others, too.</summary>
    /// <param name="gateOf">What holds a venue's market back; nothing lets it run.</param>
    /// <param name="cancellationToken">Stops the markets.</param>
    public async Task RunAsync(Func<SimulatedVenue, ITickGate?> gateOf, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var markets = _all.Select(v => v.Exchange.RunAsync(gateOf(v), ending.Token)).ToList();
        while (markets.Count > 0)
        {
            var ended = await Task.WhenAny(markets);
            markets.Remove(ended);
            if (ended.IsFaulted)
            {
                await ending.CancelAsync();
                await Task.WhenAll(markets).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ended;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var venue in _all)
        {
            await venue.DisposeAsync();
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>All open stream connections, for faults that strike them and for the cut of idle ones.</summary>
internal sealed class StreamRegistry(WireVenue venue)
{
    private static readonly TimeSpan IdleScan = TimeSpan.FromSeconds(5);

    private ImmutableHashSet<StreamConnection> _connections = [];

    /// <summary>Number of open connections.</summary>
    public int Count => _connections.Count;

    /// <summary>A connection opened.</summary>
    public void Add(StreamConnection connection) => ImmutableInterlocked.Update(ref _connections, c => c.Add(connection));

    /// <summary>A connection ended.</summary>
    public void Remove(StreamConnection connection) => ImmutableInterlocked.Update(ref _connections, c => c.Remove(connection));

    /// <summary>Lets those faults strike that concern streams, the clock or the whole venue.</summary>
    public void Strike(FaultContext context, ImmutableArray<FaultAction> actions)
    {
        foreach (var action in actions)
        {
            Log.FaultStruck(venue.Logger, action.GetType().Name, context.Operation, context.Topic, context.OrderLinkId);
            switch (action)
            {
                case FaultAction.CutStream cut:
                    Each(cut.Stream ?? context.Stream, context.ApiKey, c => c.Cut());
                    break;
                case FaultAction.FreezeStream freeze:
                    Each(freeze.Stream ?? context.Stream, context.ApiKey, c => c.Freeze(freeze.Duration));
                    break;
                case FaultAction.SkewClock skew:
                    venue.Clock.Skew(skew.By, skew.Duration);
                    break;
                case FaultAction.GoDown down:
                    venue.Downtime.Begin(down.Duration, down.Answers503);
                    CutAll();
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Cuts everything.</summary>
    public void CutAll()
    {
        foreach (var connection in _connections)
        {
            connection.Cut();
        }
    }

    /// <summary>Cuts, until cancelled, connections that were idle for too long.</summary>
    public async Task CutIdleAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(IdleScan, venue.Clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var now = venue.Clock.Time.GetUtcNow();
                foreach (var connection in _connections.Where(c => c.IsOverdue(now)))
                {
                    connection.Cut();
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Each(FaultStream? kind, string apiKey, Action<StreamConnection> action)
    {
        foreach (var connection in _connections.Where(c => c.Kind == kind && (kind == FaultStream.Public || c.ApiKey == apiKey)))
        {
            action(connection);
        }
    }
}

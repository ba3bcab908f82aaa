using ActorBots.Simulation.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>Accepts stream connections, unless the venue is down, and serves each until it ends.</summary>
/// <param name="venue">The venue.</param>
/// <param name="registry">Where open connections are known.</param>
/// <param name="stopping">Ends all connections.</param>
internal sealed class StreamAcceptor(WireVenue venue, StreamRegistry registry, CancellationToken stopping)
{
    private long _connections;

    /// <summary>Serves a connection until it ends.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">Which stream it is.</param>
    /// <param name="limits">How long it may be idle, or its client silent.</param>
    /// <param name="open">Makes the session: it may greet the client, and gives what handles a frame.</param>
    /// <param name="end">Forgets the connection.</param>
    public async Task ServeAsync(
        HttpContext http,
        FaultStream kind,
        StreamLimits limits,
        Func<StreamConnection, Func<ReadOnlyMemory<byte>, CancellationToken, Task>> open,
        Action<StreamConnection> end)
    {
        if (venue.Downtime.State is { IsDown: true } down)
        {
            if (down.Answers503)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
            else
            {
                http.Abort();
            }

            return;
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var connection = new StreamConnection(Interlocked.Increment(ref _connections), kind, http, socket, venue)
        {
            MaxIdle = limits.MaxIdle,
            MaxSilence = limits.MaxSilence,
        };
        if (http.Features.Get<IHttpUpgradeFeature>() is WatchedUpgrade watched)
        {
            watched.Heard = connection.Hear;
        }

        registry.Add(connection);
        try
        {
            await connection.RunAsync(open(connection), stopping);
        }
        finally
        {
            registry.Remove(connection);
            end(connection);
        }
    }
}

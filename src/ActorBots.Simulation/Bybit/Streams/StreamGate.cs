using System.Globalization;
using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Faults;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>Accepts stream connections and gives each its session.</summary>
internal sealed class StreamGate(
    BybitVenue venue,
    StreamRegistry registry,
    PublicStreams publicStreams,
    PrivateStreams privateStreams,
    CallExecutor executor,
    IReadOnlyDictionary<string, RestRoute> operations,
    CancellationToken stopping)
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(30);

    private long _connections;

    /// <summary>The stream at a path; nothing when there is none.</summary>
    public static FaultStream? StreamAt(string path) => path switch
    {
        "/v5/public/linear" => FaultStream.Public,
        "/v5/private" => FaultStream.Private,
        "/v5/trade" => FaultStream.Trade,
        _ => null,
    };

    /// <summary>Serves a connection until it ends.</summary>
    public async Task HandleAsync(HttpContext http, FaultStream kind)
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
        var id = string.Create(CultureInfo.InvariantCulture, $"sim{Interlocked.Increment(ref _connections):d8}-{Suffix(kind)}");
        var connection = new StreamConnection(id, kind, http, socket, venue)
        {
            MaxIdle = kind == FaultStream.Public ? null : MaxIdle(http.Request.Query["max_active_time"].ToString()),
        };
        registry.Add(connection);
        try
        {
            await connection.RunAsync(Receiver(connection), stopping);
        }
        finally
        {
            registry.Remove(connection);
            publicStreams.Forget(connection);
            privateStreams.Of(connection.ApiKey)?.Forget(connection);
        }
    }

    private Func<ReadOnlyMemory<byte>, CancellationToken, Task> Receiver(StreamConnection connection) => connection.Kind switch
    {
        FaultStream.Public => new PublicSession(connection, publicStreams).ReceiveAsync,
        FaultStream.Private => new PrivateSession(connection, venue, privateStreams).ReceiveAsync,
        _ => new TradeSession(connection, venue, executor, operations).ReceiveAsync,
    };

    private static string Suffix(FaultStream kind) => kind switch
    {
        FaultStream.Public => "l",
        FaultStream.Private => "p",
        _ => "2t",
    };

    /// <summary>Reads <c>30s</c> to <c>600s</c>, <c>1m</c> to <c>10m</c>; anything else is the default.</summary>
    private static TimeSpan MaxIdle(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return LongestIdle;
        }

        var idle = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => LongestIdle,
        };
        return idle >= ShortestIdle && idle <= LongestIdle ? idle : LongestIdle;
    }
}

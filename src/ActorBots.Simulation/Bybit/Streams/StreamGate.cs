using System.Globalization;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Rest;
using ActorBots.Simulation.Wire.Streams;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>Gives each stream connection its session.</summary>
internal sealed class StreamGate(
    BybitVenue venue,
    StreamAcceptor acceptor,
    PublicStreams publicStreams,
    PrivateStreams privateStreams,
    CallExecutor executor,
    IReadOnlyDictionary<string, RestRoute> operations)
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(30);

    /// <summary>The stream at a path; nothing when there is none.</summary>
    public static FaultStream? StreamAt(string path) => path switch
    {
        "/v5/public/linear" => FaultStream.Public,
        "/v5/private" => FaultStream.Private,
        "/v5/trade" => FaultStream.Trade,
        _ => null,
    };

    /// <summary>Serves a connection until it ends.</summary>
    public Task HandleAsync(HttpContext http, FaultStream kind) => acceptor.ServeAsync(
        http,
        kind,
        new StreamLimits(MaxIdle: kind == FaultStream.Public ? null : MaxIdle(http.Request.Query["max_active_time"].ToString())),
        Receiver,
        connection =>
        {
            publicStreams.Forget(connection);
            privateStreams.Of(connection.ApiKey)?.Forget(connection);
        });

    private Func<ReadOnlyMemory<byte>, CancellationToken, Task> Receiver(StreamConnection connection) => connection.Kind switch
    {
        FaultStream.Public => new PublicSession(connection, publicStreams).ReceiveAsync,
        FaultStream.Private => new PrivateSession(connection, venue, privateStreams).ReceiveAsync,
        _ => new TradeSession(connection, venue, executor, operations).ReceiveAsync,
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

using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Streams;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Gives each stream connection its session.</summary>
internal sealed class StreamGate(BitunixVenue venue, StreamAcceptor acceptor, PublicStreams publicStreams, PrivateStreams privateStreams)
{
    /// <summary>The stream at a path; nothing when there is none.</summary>
    public static FaultStream? StreamAt(string path) => path switch
    {
        "/public" or "/public/" => FaultStream.Public,
        "/private" or "/private/" => FaultStream.Private,
        _ => null,
    };

    /// <summary>Serves a connection until it ends.</summary>
    public Task HandleAsync(HttpContext http, FaultStream kind) => acceptor.ServeAsync(
        http,
        kind,
        new StreamLimits(MaxSilence: venue.Settings.Streams.LongestSilence),
        Open,
        connection =>
        {
            publicStreams.Forget(connection);
            privateStreams.Of(connection.ApiKey)?.Forget(connection);
        });

    private Func<ReadOnlyMemory<byte>, CancellationToken, Task> Open(StreamConnection connection)
    {
        connection.Heard = new FrameBudget(connection, venue).Hear;
        connection.Answer(ControlFrames.Connected);
        return connection.Kind == FaultStream.Public
            ? new PublicSession(connection, venue, publicStreams).ReceiveAsync
            : new PrivateSession(connection, venue, privateStreams).ReceiveAsync;
    }
}

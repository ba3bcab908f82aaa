using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Streams;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Gives each stream connection its session.</summary>
internal sealed class StreamGate(BitunixVenue venue, StreamAcceptor acceptor, PublicStreams publicStreams, PrivateStreams privateStreams)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

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
        new StreamLimits(MaxSilence: LongestSilence),
        Open,
        connection =>
        {
            publicStreams.Forget(connection);
            privateStreams.Of(connection.ApiKey)?.Forget(connection);
        });

    private Func<ReadOnlyMemory<byte>, CancellationToken, Task> Open(StreamConnection connection)
    {
        connection.Answer(WireJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("op", "connect");
            json.WriteStartObject("data");
            json.WriteBoolean("result", true);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
        return (_, _) => venue.Downtime.State.IsDown ? Task.FromException(new IOException("down")) : Task.CompletedTask;
    }
}

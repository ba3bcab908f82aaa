using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Answers one client of the public stream. What is not understood is ignored.</summary>
internal sealed class PublicSession(StreamConnection connection, BitunixVenue venue, PublicStreams streams)
{
    private readonly DateTimeOffset _openedAt = venue.Clock.Now;

    /// <summary>Handles a frame.</summary>
    public Task ReceiveAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        var request = ClientFrame.Parse(frame);
        switch (request?.Op)
        {
            case "ping":
                connection.Answer(ControlFrames.Pong(request.Ping, venue.Clock.NowMs, _openedAt));
                break;
            case "subscribe":
                streams.Subscribe(connection, request.Channels);
                break;
            case "unsubscribe":
                foreach (var (channel, symbol) in request.Channels)
                {
                    streams.Unsubscribe(connection, channel, symbol);
                }

                connection.Answer(ControlFrames.Unsubscribed(venue.Clock.NowMs));
                break;
            default:
                break;
        }

        return Task.CompletedTask;
    }
}

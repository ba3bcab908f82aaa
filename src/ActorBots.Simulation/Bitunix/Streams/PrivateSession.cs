using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>
/// Answers one client of the private stream. After its login everything is pushed, subscribed or not; before, nothing. What is not understood
/// is ignored.
/// </summary>
internal sealed class PrivateSession(StreamConnection connection, BitunixVenue venue, PrivateStreams streams)
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
            case "login":
                Login(request);
                break;
            case "subscribe":
                streams.Of(connection.ApiKey)?.Subscribe(connection, request.Channels.Select(c => c.Channel));
                break;
            case "unsubscribe":
                streams.Of(connection.ApiKey)?.Unsubscribe(connection, request.Channels.Select(c => c.Channel));
                connection.Answer(ControlFrames.Unsubscribed(venue.Clock.NowMs));
                break;
            default:
                break;
        }

        return Task.CompletedTask;
    }

    private void Login(ClientFrame request)
    {
        var problem = LoginCheck.Problem(request, venue, out var apiKey);
        if (problem is not null)
        {
            connection.Answer(ControlFrames.Login(problem));
            return;
        }

        if (connection.ApiKey != apiKey)
        {
            streams.Of(connection.ApiKey)?.Forget(connection);
            connection.ApiKey = apiKey;
        }

        // The answer first: a client may take the very next frame for it.
        streams.Of(apiKey)!.AnswerAndSubscribe(() => connection.Answer(ControlFrames.Login(null)), connection, PrivateChannel.All);
    }
}

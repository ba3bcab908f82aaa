using ActorBots.Simulation.Bybit.Security;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>Answers one client of the private stream.</summary>
internal sealed class PrivateSession(StreamConnection connection, BybitVenue venue, PrivateStreams streams)
{
    /// <summary>Handles a frame.</summary>
    public Task ReceiveAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        var request = StreamRequest.Parse(frame) ?? new StreamRequest();
        switch (request.Op)
        {
            case "ping":
                connection.Answer(StreamFrames.PrivatePong(connection.Id, request.RequestId, venue.Clock.NowMs));
                break;
            case "auth":
                Authenticate(request);
                break;
            case "subscribe" or "unsubscribe" when connection.ApiKey.Length == 0:
                Answer(request, "Request not authorized");
                break;
            case "subscribe":
                Subscribe(request);
                break;
            case "unsubscribe":
                streams.Of(connection.ApiKey)!.Unsubscribe(connection, request.Topics);
                Answer(request, null);
                break;
            default:
                Answer(request, "error:invalid op");
                break;
        }

        return Task.CompletedTask;
    }

    private void Authenticate(StreamRequest request)
    {
        if (connection.ApiKey.Length > 0)
        {
            Answer(request, "Repeat auth");
            return;
        }

        var problem = StreamAuthentication.Problem(request, venue, out var apiKey);
        if (problem is null)
        {
            connection.ApiKey = apiKey;
        }

        Answer(request, problem?.Message);
    }

    private void Subscribe(StreamRequest request)
    {
        var account = streams.Of(connection.ApiKey)!;
        var names = request.Topics.ToList();
        var isMixed = names.Any(PrivateTopic.IsCategorised) && names.Any(n => !PrivateTopic.IsCategorised(n) && n != PrivateTopic.Wallet);
        var good = names
            .Where(n => !isMixed && PrivateTopic.Parse(n) is { } topic && !account.IsSubscribed(connection, PrivateTopic.NamesOf(topic)))
            .DistinctBy(PrivateTopic.Parse)
            .ToList();
        var bad = names.Except(good, StringComparer.Ordinal).ToList();

        // Before the answer: who was told that he listens must miss nothing.
        account.Subscribe(connection, good);
        Answer(request, bad.Count == 0 && good.Count > 0 ? null
            : "Batch subscription partially succeeded and partially failed.Successful subscriptions are as follows:"
            + $"[{string.Join(' ', good)}]. Subscription to the following topics failed because the topic does not exist or there is a "
            + $"subscription conflict:[{string.Join(' ', bad)}].");
    }

    private void Answer(StreamRequest request, string? problem) =>
        connection.Answer(StreamFrames.PrivateAck(connection.Id, request.RequestId, request.Op, problem is null, problem ?? string.Empty));
}

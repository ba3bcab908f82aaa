using System.Text;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>Answers one client of the public stream.</summary>
internal sealed class PublicSession(StreamConnection connection, PublicStreams streams)
{
    private const int LongestArguments = 21_000;

    /// <summary>Handles a frame.</summary>
    public Task ReceiveAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        if (StreamRequest.Parse(frame) is not { } request)
        {
            var start = Encoding.UTF8.GetString(frame.Span[..Math.Min(1, frame.Length)]);
            Answer(string.Empty, string.Empty, $"Failed to decode incoming data:readObjectStart: expect {{ or n, but found {start}");
            return Task.CompletedTask;
        }

        switch (request.Op)
        {
            case "ping":
                connection.Answer(StreamFrames.PublicAck(connection.Id, request.RequestId, "ping", success: true, "pong"));
                break;
            case "subscribe":
                Subscribe(request);
                break;
            case "unsubscribe":
                foreach (var topic in request.Topics)
                {
                    streams.Unsubscribe(connection, topic);
                }

                Answer(request.Op, request.RequestId, null);
                break;
            default:
                Answer(request.Op, request.RequestId, "error:invalid op");
                break;
        }

        return Task.CompletedTask;
    }

    private void Subscribe(StreamRequest request)
    {
        var topics = request.Topics.ToList();
        if (topics.Count == 0 || topics.Sum(t => t.Length + 3) > LongestArguments)
        {
            Answer(request.Op, request.RequestId, "error:invalid args");
            return;
        }

        streams.Subscribe(connection, topics, problem => Ack(request.Op, request.RequestId, problem));
    }

    private void Answer(string op, string requestId, string? problem) => connection.Answer(Ack(op, requestId, problem));

    private ReadOnlyMemory<byte> Ack(string op, string requestId, string? problem) =>
        StreamFrames.PublicAck(connection.Id, requestId, op, problem is null, problem ?? string.Empty);
}

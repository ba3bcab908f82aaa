using System.Globalization;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// What is subscribed on one public connection: sends the difference to what is wanted and follows the venue's answers. A refused
/// bunch is tried again one by one, because one bad topic may void it. Used from the stream's loop.
/// </summary>
/// <param name="stream">Name for logs.</param>
/// <param name="logger">Where refusals are told.</param>
internal sealed class BybitSubscriptions(string stream, ILogger logger)
{
    private readonly Dictionary<BybitTopic, Standing> _topics = [];
    private readonly Dictionary<string, BybitTopic[]> _requests = [];
    private readonly HashSet<BybitTopic> _tooMany = [];
    private long _lastRequest;

    private enum Standing
    {
        Asked,
        Live,
        Refused,
    }

    /// <summary>Whether the venue has answered for every topic.</summary>
    public bool IsSettled => !_topics.ContainsValue(Standing.Asked);

    /// <summary>How many topics are live.</summary>
    public int LiveCount => _topics.Values.Count(s => s == Standing.Live);

    /// <summary>Whether a topic is subscribed or asked for.</summary>
    public bool Has(BybitTopic topic) => _topics.ContainsKey(topic);

    /// <summary>Whether the venue refused a topic.</summary>
    public bool IsRefused(BybitTopic topic) => _topics.TryGetValue(topic, out var standing) && standing == Standing.Refused;

    /// <summary>Forgets everything: a new connection has no subscriptions.</summary>
    public void Clear()
    {
        _topics.Clear();
        _requests.Clear();
        _tooMany.Clear();
    }

    /// <summary>Subscribes what is wanted and not there, unsubscribes what is there and not wanted.</summary>
    /// <returns>The topics that went.</returns>
    public async ValueTask<IReadOnlyList<BybitTopic>> SyncAsync(
        StreamConnection connection, IReadOnlyCollection<BybitTopic> wanted, CancellationToken cancellationToken)
    {
        BybitTopic[] gone = [.. _topics.Keys.Except(wanted)];
        foreach (var topic in gone)
        {
            _topics.Remove(topic);
        }

        await SendAsync(connection, "unsubscribe", gone, cancellationToken);
        BybitTopic[] added = [.. wanted.Where(t => !_topics.ContainsKey(t)).Where(Fits)];
        foreach (var topic in added)
        {
            _topics[topic] = Standing.Asked;
        }

        await SendAsync(connection, "subscribe", added, cancellationToken);
        return gone;
    }

    /// <summary>Subscribes topics anew, which makes a living venue send their present state.</summary>
    public async ValueTask RenewAsync(StreamConnection connection, IReadOnlyList<BybitTopic> topics, CancellationToken cancellationToken)
    {
        await SendAsync(connection, "unsubscribe", [.. topics.Where(t => !IsRefused(t))], cancellationToken);
        await SendAsync(connection, "subscribe", topics, cancellationToken);
    }

    /// <summary>Takes the venue's answer to a subscription.</summary>
    /// <returns>The topics that became live with it.</returns>
    public async ValueTask<IReadOnlyList<BybitTopic>> AnsweredAsync(
        StreamConnection connection, BybitCommandReply reply, CancellationToken cancellationToken)
    {
        if (reply.Op != "subscribe" || reply.ReqId is not { } id || !_requests.Remove(id, out var topics))
        {
            return [];
        }

        var known = topics.Where(_topics.ContainsKey).ToArray();
        if (reply.Success == true || (known.Length == 1 && IsAlreadySubscribed(reply)))
        {
            var fresh = known.Where(t => _topics[t] != Standing.Live).ToArray();
            Mark(known, Standing.Live);
            return fresh;
        }

        if (topics.Length > 1)
        {
            foreach (var topic in known)
            {
                await SendAsync(connection, "subscribe", [topic], cancellationToken);
            }

            return [];
        }

        Mark(known, Standing.Refused);
        Log.TopicsRefused(logger, stream, string.Join(' ', known.Select(t => t.Text)), reply.RetMsg ?? string.Empty);
        return [];
    }

    private static bool IsAlreadySubscribed(BybitCommandReply reply) =>
        reply.RetMsg?.Contains("already subscribed", StringComparison.OrdinalIgnoreCase) == true;

    private async ValueTask SendAsync(
        StreamConnection connection, string op, IReadOnlyList<BybitTopic> topics, CancellationToken cancellationToken)
    {
        foreach (var chunk in topics.Chunk(BybitStreams.TopicsPerFrame))
        {
            var id = (++_lastRequest).ToString(CultureInfo.InvariantCulture);
            if (op == "subscribe")
            {
                _requests[id] = chunk;
            }

            await connection.SendAsync(BybitStreams.Command(op, id, [.. chunk.Select(t => t.Text)]), cancellationToken);
        }
    }

    private void Mark(IEnumerable<BybitTopic> topics, Standing standing)
    {
        foreach (var topic in topics)
        {
            _topics[topic] = standing;
        }
    }

    private bool Fits(BybitTopic topic)
    {
        var fits = _topics.Keys.Sum(t => t.Text.Length) + topic.Text.Length <= BybitStreams.MaxTopicCharacters;
        if (!fits && _tooMany.Add(topic))
        {
            Log.TopicDoesNotFit(logger, stream, topic.Text);
        }

        return fits;
    }
}

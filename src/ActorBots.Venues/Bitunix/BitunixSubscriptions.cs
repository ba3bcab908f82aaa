using System.Text.Json;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// What is subscribed on one public connection. The venue acknowledges nothing and ignores bad names silently; it counts the client's
/// messages, so that wishes which do not fit into its limit wait and are gathered. Used from the stream's loop.
/// </summary>
/// <param name="time">The clock of the venue's limit.</param>
internal sealed class BitunixSubscriptions(TimeProvider time)
{
    private readonly HashSet<BitunixTopic> _topics = [];
    private readonly HashSet<BitunixTopic> _toRenew = [];
    private MessageAllowance _allowance = BitunixFrames.Allowance(time);

    /// <summary>How many subscriptions there are.</summary>
    public int Count => _topics.Count;

    /// <summary>Whether wishes wait for room in the venue's limit.</summary>
    public bool Owes { get; private set; }

    /// <summary>Whether a topic is subscribed.</summary>
    public bool Has(BitunixTopic topic) => _topics.Contains(topic);

    /// <summary>Forgets everything: a new connection has no subscriptions and its own limit.</summary>
    public void Clear()
    {
        _topics.Clear();
        _toRenew.Clear();
        _allowance = BitunixFrames.Allowance(time);
        Owes = false;
    }

    /// <summary>Counts a message that somebody else sends, whatever the limit.</summary>
    public void CountMessage() => _allowance.Count();

    /// <summary>Subscribes what is wanted and not there, unsubscribes what is there and not wanted, or owes it.</summary>
    /// <returns>The topics that came and went.</returns>
    public async ValueTask<(IReadOnlyList<BitunixTopic> Added, IReadOnlyList<BitunixTopic> Gone)> SyncAsync(
        StreamConnection connection, IReadOnlyCollection<BitunixTopic> wanted, CancellationToken cancellationToken)
    {
        BitunixTopic[] gone = [.. _topics.Except(wanted)];
        BitunixTopic[] added = [.. wanted.Where(t => !_topics.Contains(t))];
        _toRenew.ExceptWith(gone);
        if (!_allowance.TryTake((gone.Length > 0 ? 1 : 0) + (added.Length > 0 ? 1 : 0)))
        {
            Owes = true;
            return ([], []);
        }

        Owes = false;
        _topics.ExceptWith(gone);
        _topics.UnionWith(added);
        await SendAsync(connection, "unsubscribe", gone, cancellationToken);
        await SendAsync(connection, "subscribe", added, cancellationToken);
        return (added, gone);
    }

    /// <summary>Subscribes topics anew, which makes a living venue send their present state; now, or at a later call.</summary>
    public async ValueTask RenewAsync(StreamConnection connection, IEnumerable<BitunixTopic> topics, CancellationToken cancellationToken)
    {
        _toRenew.UnionWith(topics.Where(_topics.Contains));
        if (_toRenew.Count > 0 && _allowance.TryTake(2))
        {
            // A duplicate subscription would be no news to the venue.
            BitunixTopic[] renewed = [.. _toRenew];
            _toRenew.Clear();
            await SendAsync(connection, "unsubscribe", renewed, cancellationToken);
            await SendAsync(connection, "subscribe", renewed, cancellationToken);
        }
    }

    private static async ValueTask SendAsync(
        StreamConnection connection, string op, BitunixTopic[] topics, CancellationToken cancellationToken)
    {
        if (topics.Length > 0)
        {
            var command = new BitunixChannelCommand
            {
                Op = op,
                Args = [.. topics.Select(t => new BitunixChannel { Symbol = t.Instrument.Symbol, Ch = t.Channel })],
            };
            await connection.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(command, BitunixMarketJson.Default.BitunixChannelCommand), cancellationToken);
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Misbehaviour;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>
/// Who subscribed to which public topic, and the way of a frame to all of them. Never waits: a frame is written once per topic and put
/// into the queue of each connection that subscribed to it. Safe for use by many threads.
/// </summary>
internal sealed class TopicBoard(WireVenue venue, StreamRegistry registry)
{
    private readonly FaultyDelivery _delivery = new(venue.Clock.Time);
    private ImmutableDictionary<string, ImmutableHashSet<StreamConnection>> _subscribers =
        ImmutableDictionary.Create<string, ImmutableHashSet<StreamConnection>>(StringComparer.Ordinal);

    /// <summary>Whether anybody subscribed to a topic.</summary>
    public bool HasSubscribers(string topic) => _subscribers.ContainsKey(topic);

    /// <summary>Whether a connection subscribed to a topic.</summary>
    public bool IsSubscribed(string topic, StreamConnection connection) =>
        _subscribers.TryGetValue(topic, out var subscribers) && subscribers.Contains(connection);

    /// <summary>Number of topics that a connection subscribed to.</summary>
    public int CountOf(StreamConnection connection) => _subscribers.Values.Count(s => s.Contains(connection));

    /// <summary>Subscribes a connection to a topic.</summary>
    public void Add(string topic, StreamConnection connection) => ImmutableInterlocked.AddOrUpdate(
        ref _subscribers, topic, _ => [connection], (_, known) => known.Add(connection));

    /// <summary>Ends a connection's subscription to a topic; unknown ones are ignored.</summary>
    public void Remove(string topic, StreamConnection connection) =>
        ImmutableInterlocked.Update(ref _subscribers, all => Without(all, topic, connection));

    /// <summary>Ends all of a connection's subscriptions.</summary>
    public void Forget(StreamConnection connection) => ImmutableInterlocked.Update(
        ref _subscribers, all => all.Keys.Aggregate(all, (left, topic) => Without(left, topic, connection)));

    /// <summary>Sends a frame to a topic's subscribers, after the faults that strike it.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="symbol">The instrument that it is about.</param>
    /// <param name="at">When it happened, market time.</param>
    /// <param name="frame">The frame.</param>
    public void Send(string topic, string symbol, DateTimeOffset at, ReadOnlyMemory<byte> frame)
    {
        ImmutableArray<FaultAction> actions = [];
        if (venue.Faults.Watches(FaultStream.Public))
        {
            var context = new FaultContext { Stream = FaultStream.Public, Topic = topic, Symbol = symbol, MarketAt = at };
            actions = venue.Faults.Strike(context);
            registry.Strike(context, actions);
        }

        _delivery.Deliver(() => Push(topic, frame), actions);
    }

    private static ImmutableDictionary<string, ImmutableHashSet<StreamConnection>> Without(
        ImmutableDictionary<string, ImmutableHashSet<StreamConnection>> all, string topic, StreamConnection connection)
    {
        if (!all.TryGetValue(topic, out var subscribers))
        {
            return all;
        }

        var left = subscribers.Remove(connection);
        return left.IsEmpty ? all.Remove(topic) : all.SetItem(topic, left);
    }

    private void Push(string topic, ReadOnlyMemory<byte> frame)
    {
        foreach (var connection in _subscribers.GetValueOrDefault(topic, []))
        {
            connection.Push(frame);
        }
    }
}

using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bybit;

/// <summary>What the consumers want of the public stream. A ticker stays while any candles of its instrument are wanted. Thread-safe.</summary>
internal sealed class BybitTopicBook
{
    private readonly Lock _gate = new();
    private readonly HashSet<MarketTopic> _wanted = [];

    /// <summary>Wants a topic; false when it was wanted before.</summary>
    public bool Add(MarketTopic topic)
    {
        lock (_gate)
        {
            return _wanted.Add(topic);
        }
    }

    /// <summary>Gives a topic up; false when it was not wanted.</summary>
    public bool Remove(MarketTopic topic)
    {
        lock (_gate)
        {
            return _wanted.Remove(topic);
        }
    }

    /// <summary>The public topics that are needed now, in a stable order.</summary>
    public IReadOnlyList<BybitTopic> Needed()
    {
        lock (_gate)
        {
            return [.. _wanted.SelectMany(BybitTopic.For).Distinct().OrderBy(t => t.Text, StringComparer.Ordinal)];
        }
    }
}

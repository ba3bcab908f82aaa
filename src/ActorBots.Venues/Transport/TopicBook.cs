using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>What the consumers want of a public stream. Thread-safe.</summary>
internal sealed class TopicBook
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

    /// <summary>What is wanted now.</summary>
    public IReadOnlyList<MarketTopic> Wanted()
    {
        lock (_gate)
        {
            return [.. _wanted];
        }
    }
}

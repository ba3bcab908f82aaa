using System.Collections.Concurrent;

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>Orders that were accepted but cannot be seen yet.</summary>
internal sealed class HiddenOrders(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>Hides an order by its venue id.</summary>
    public void Hide(string orderId, TimeSpan duration) => _until[orderId] = time.GetUtcNow() + duration;

    /// <summary>Whether an order is hidden now.</summary>
    public bool Contains(string orderId)
    {
        if (_until.IsEmpty || !_until.TryGetValue(orderId, out var until))
        {
            return false;
        }

        if (time.GetUtcNow() < until)
        {
            return true;
        }

        _until.TryRemove(orderId, out _);
        return false;
    }
}

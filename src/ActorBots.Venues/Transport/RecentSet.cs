namespace ActorBots.Venues.Transport;

/// <summary>Remembers the last so many ids. Not thread-safe.</summary>
/// <param name="capacity">How many; 1 or more.</param>
internal sealed class RecentSet(int capacity)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether an id is remembered.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>Remembers an id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }
}

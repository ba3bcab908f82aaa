using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using Akka.Actor;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// The quiet bands of all subscribers of an instrument, ordered, so that a price finds the subscribers that it concerns without looking at
/// the others. Not thread-safe: belongs to one hub.
/// </summary>
internal sealed class BandIndex
{
    private static readonly Comparer<(decimal Price, long Id)> ByPrice = Comparer<(decimal Price, long Id)>.Create(
        (x, y) => x.Price != y.Price ? x.Price.CompareTo(y.Price) : x.Id.CompareTo(y.Id));

    private readonly SortedSet<(decimal Price, long Id)> _lows = new(ByPrice);
    private readonly SortedSet<(decimal Price, long Id)> _highs = new(ByPrice);
    private readonly Dictionary<IActorRef, (long Id, QuietBand Band)> _bands = [];
    private readonly Dictionary<long, IActorRef> _subscribers = [];
    private long _nextId;

    /// <summary>All subscribers, in the order in which they came.</summary>
    public IEnumerable<IActorRef> Subscribers => _subscribers.OrderBy(s => s.Key).Select(s => s.Value);

    /// <summary>How many subscribers there are.</summary>
    public int Count => _subscribers.Count;

    /// <summary>Whether a subscriber is known.</summary>
    public bool Contains(IActorRef subscriber) => _bands.ContainsKey(subscriber);

    /// <summary>Adds a subscriber or changes its band.</summary>
    public void Set(IActorRef subscriber, QuietBand band)
    {
        var id = _bands.TryGetValue(subscriber, out var known) ? known.Id : _nextId++;
        Remove(subscriber);
        _bands[subscriber] = (id, band);
        _subscribers[id] = subscriber;
        if (band.Low is { } low)
        {
            _lows.Add((low.Value, id));
        }

        if (band.High is { } high)
        {
            _highs.Add((high.Value, id));
        }
    }

    /// <summary>Forgets a subscriber.</summary>
    public void Remove(IActorRef subscriber)
    {
        if (!_bands.Remove(subscriber, out var known))
        {
            return;
        }

        _subscribers.Remove(known.Id);
        if (known.Band.Low is { } low)
        {
            _lows.Remove((low.Value, known.Id));
        }

        if (known.Band.High is { } high)
        {
            _highs.Remove((high.Value, known.Id));
        }
    }

    /// <summary>The subscribers whose band a price lies outside of, each once, in the order in which they came.</summary>
    public IReadOnlyList<IActorRef> Concerned(Price price)
    {
        var ids = new SortedSet<long>();
        foreach (var (low, id) in _lows.Reverse())
        {
            if (low < price.Value)
            {
                break;
            }

            ids.Add(id);
        }

        foreach (var (high, id) in _highs)
        {
            if (high > price.Value)
            {
                break;
            }

            ids.Add(id);
        }

        return ids.Count == 0 ? [] : [.. ids.Select(id => _subscribers[id])];
    }
}

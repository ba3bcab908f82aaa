using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using Akka.Actor;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// The closed candles of one instrument and interval, as long as somebody wants them: first the loaded ones, then what the stream adds, each
/// once. Knows who waits for the loading. Not thread-safe: belongs to one hub.
/// </summary>
internal sealed class CandleShelf
{
    private readonly int _capacity;
    private readonly List<IActorRef> _waiting = [];
    private ImmutableList<Candle> _candles = [];

    public CandleShelf(int capacity) => _capacity = capacity;

    /// <summary>Whether the loaded candles are there.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The newest closed candles, oldest first.</summary>
    public IReadOnlyList<Candle> Candles => _candles;

    /// <summary>Who waits for the loading, each once, in the order in which they came.</summary>
    public IReadOnlyList<IActorRef> Waiting => _waiting;

    /// <summary>Somebody waits.</summary>
    public void Await(IActorRef subscriber)
    {
        if (!_waiting.Contains(subscriber))
        {
            _waiting.Add(subscriber);
        }
    }

    /// <summary>Somebody waits no longer.</summary>
    public void Leave(IActorRef subscriber) => _waiting.Remove(subscriber);

    /// <summary>The candles are there. One that closed while they were loaded may be in both.</summary>
    /// <returns>Who waited.</returns>
    public IReadOnlyList<IActorRef> Load(ImmutableArray<Candle> loaded)
    {
        var early = _candles;
        _candles = [.. loaded];
        IsLoaded = true;
        foreach (var candle in early)
        {
            Add(candle);
        }

        IActorRef[] waited = [.. _waiting];
        _waiting.Clear();
        return waited;
    }

    /// <summary>A candle closed.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Add(Candle candle)
    {
        if (!_candles.IsEmpty && candle.OpenTime <= _candles[^1].OpenTime)
        {
            return false;
        }

        _candles = _candles.Add(candle);
        _candles = _candles.Count > _capacity ? _candles.RemoveAt(0) : _candles;
        return true;
    }
}

using System.Collections.Immutable;

namespace ActorBots.Simulation;

/// <summary>Tells events to subscribers in order, one at a time; what a handler causes is told after the present events. Used under the exchange's lock.</summary>
internal sealed class EventHub
{
    private readonly Queue<SimulationEvent> _queue = new();
    private ImmutableArray<Action<SimulationEvent>> _handlers = [];
    private bool _isTelling;

    public bool HasSubscribers => !_handlers.IsEmpty;

    public void Add(Action<SimulationEvent> handler) => _handlers = _handlers.Add(handler);

    public void Remove(Action<SimulationEvent> handler) => _handlers = _handlers.Remove(handler);

    public void Tell(IEnumerable<SimulationEvent> events)
    {
        foreach (var next in events)
        {
            _queue.Enqueue(next);
        }

        if (_isTelling)
        {
            return;
        }

        _isTelling = true;
        try
        {
            while (_queue.TryDequeue(out var next))
            {
                foreach (var handler in _handlers)
                {
                    handler(next);
                }
            }
        }
        finally
        {
            _isTelling = false;
            _queue.Clear();
        }
    }
}

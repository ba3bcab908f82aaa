using System.Collections.Immutable;
using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>Delivers the messages of one stream in order, except where a fault says otherwise. Safe for use by many threads.</summary>
internal sealed class FaultyDelivery(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Action? _held;
    private int _hold;

    /// <summary>Delivers a message.</summary>
    /// <param name="deliver">Puts it into the connections' queues; does not wait.</param>
    /// <param name="actions">The faults that strike it.</param>
    public void Deliver(Action deliver, ImmutableArray<FaultAction> actions)
    {
        if (!actions.IsEmpty)
        {
            var once = deliver;
            var times = actions.OfType<FaultAction.Duplicate>().FirstOrDefault()?.Times ?? 1;
            deliver = () =>
            {
                for (var i = 0; i < times; i++)
                {
                    once();
                }
            };
            if (actions.OfType<FaultAction.Delay>().FirstOrDefault() is { } delay)
            {
                _ = LaterAsync(deliver, delay.By);
                return;
            }

            if (actions.OfType<FaultAction.Reorder>().FirstOrDefault() is { } reorder && Hold(deliver, reorder.AtMost))
            {
                return;
            }
        }

        deliver();
        Release(null);
    }

    private bool Hold(Action deliver, TimeSpan atMost)
    {
        int hold;
        lock (_lock)
        {
            if (_held is not null)
            {
                return false;
            }

            _held = deliver;
            hold = ++_hold;
        }

        _ = LaterAsync(() => Release(hold), atMost);
        return true;
    }

    private void Release(int? hold)
    {
        Action? held;
        lock (_lock)
        {
            if (_held is null || (hold is not null && hold != _hold))
            {
                return;
            }

            held = _held;
            _held = null;
        }

        held();
    }

    private async Task LaterAsync(Action action, TimeSpan by)
    {
        await Task.Delay(by, time);
        action();
    }
}

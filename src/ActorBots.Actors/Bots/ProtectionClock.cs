using ActorBots.Domain.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>Measures, by the wall clock, how long each position was without a resting stop after its fill became known.</summary>
internal sealed class ProtectionClock
{
    private readonly TimeProvider _time;
    private readonly Dictionary<long, long> _since = [];

    public ProtectionClock(TimeProvider time) => _time = time;

    /// <summary>The longest time so far.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Looks at a new state; returns the times of the positions that became covered with it.</summary>
    public IReadOnlyList<TimeSpan> Look(BotState state)
    {
        List<TimeSpan>? covered = null;
        foreach (var position in state.OpenPositions)
        {
            var isCovered = position.StopOrder is { } stop && state.Orders[stop].Phase == OrderPhase.Working;
            if (!isCovered && position.Closing is null)
            {
                _since.TryAdd(position.Number, _time.GetTimestamp());
            }
            else if (isCovered && _since.Remove(position.Number, out var since))
            {
                var elapsed = _time.GetElapsedTime(since);
                Longest = elapsed > Longest ? elapsed : Longest;
                (covered ??= []).Add(elapsed);
            }
        }

        foreach (var gone in _since.Keys.Where(number => !state.Positions.TryGetValue(number, out var p) || p.Closing is not null).ToList())
        {
            _since.Remove(gone);
        }

        return covered ?? (IReadOnlyList<TimeSpan>)[];
    }
}

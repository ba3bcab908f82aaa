namespace ActorBots.Simulation.Wire.RateLimits;

/// <summary>Counts what happened within a rolling time; at most so many. Not safe for use by many threads.</summary>
internal sealed class RollingWindow(int limit, long lengthMs)
{
    private readonly Queue<long> _taken = new();

    /// <summary>What is left at a time.</summary>
    public int Remaining(long nowMs)
    {
        Forget(nowMs);
        return limit - _taken.Count;
    }

    /// <summary>Takes some when there are enough; nothing otherwise.</summary>
    public bool TryTake(int count, long nowMs)
    {
        if (Remaining(nowMs) < count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            _taken.Enqueue(nowMs);
        }

        return true;
    }

    /// <summary>When the oldest counted one is forgotten; now when there is none.</summary>
    public long ResetsAtMs(long nowMs) => _taken.TryPeek(out var oldest) ? oldest + lengthMs : nowMs;

    private void Forget(long nowMs)
    {
        while (_taken.TryPeek(out var oldest) && oldest + lengthMs <= nowMs)
        {
            _taken.Dequeue();
        }
    }
}

namespace ActorBots.Venues.Transport;

/// <summary>Growing pauses with jitter: the n-th is drawn evenly from the upper half of <c>first · 2ⁿ</c>, capped. Not thread-safe.</summary>
/// <param name="first">The first pause at its longest; positive.</param>
/// <param name="longest">The cap.</param>
/// <param name="seed">Makes the jitter repeatable.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, int seed)
{
    private const int MaxDoublings = 30;

    private readonly Random _random = new(seed);
    private int _doublings;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var ceiling = Math.Min(first.Ticks * Math.Pow(2, _doublings), longest.Ticks);
        _doublings = Math.Min(_doublings + 1, MaxDoublings);
        return TimeSpan.FromTicks((long)(ceiling * (0.5 + (_random.NextDouble() / 2))));
    }

    /// <summary>Starts over with the first pause.</summary>
    public void Reset() => _doublings = 0;
}

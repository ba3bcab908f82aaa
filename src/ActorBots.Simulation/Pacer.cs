using ActorBots.Simulation.Market;

namespace ActorBots.Simulation;

/// <summary>Publishes ticks when the wall clock says so, one by one, each through the gate.</summary>
internal sealed class Pacer
{
    // Shorter waits than this cannot be kept by timers; what is due within it is published at once.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly TimeProvider _wallClock;
    private readonly decimal? _speed;

    public Pacer(TimeProvider wallClock, decimal? speed)
    {
        _wallClock = wallClock;
        _speed = speed;
    }

    /// <summary>Runs until the feeds end or it is cancelled, which is no error.</summary>
    /// <param name="start">Market time at the beginning.</param>
    /// <param name="peek">Market time of what comes next; nothing when the feeds have ended.</param>
    /// <param name="step">Publishes it; nothing when it was the end.</param>
    /// <param name="gate">Passed after each tick.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task RunAsync(
        DateTimeOffset start, Func<DateTimeOffset?> peek, Func<MarketTick?> step, ITickGate? gate, CancellationToken cancellationToken)
    {
        try
        {
            // The market must not run on its starter's thread.
            await Task.Yield();
            var began = _wallClock.GetTimestamp();
            while (peek() is { } due)
            {
                await WaitAsync(due - start, began, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (step() is { } tick && gate is not null)
                {
                    await gate.PassAsync(tick, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: the market stands and can be run again.
        }
    }

    private async Task WaitAsync(TimeSpan marketElapsed, long began, CancellationToken cancellationToken)
    {
        if (_speed is not { } speed)
        {
            return;
        }

        var due = TimeSpan.FromTicks((long)(marketElapsed.Ticks / speed));
        for (var wait = due - _wallClock.GetElapsedTime(began); wait >= Granularity; wait = due - _wallClock.GetElapsedTime(began))
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, _wallClock, cancellationToken).ConfigureAwait(false);
        }
    }
}

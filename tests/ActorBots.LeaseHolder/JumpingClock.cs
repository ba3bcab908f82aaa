namespace ActorBots.LeaseHolder;

/// <summary>The machine's clock, whose wall time can jump as after a correction; what measures time runs on.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _jumpTicks;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumpTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _jumpTicks));
}

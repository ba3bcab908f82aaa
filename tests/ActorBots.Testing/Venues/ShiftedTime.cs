namespace ActorBots.Testing.Venues;

/// <summary>The clock of a host that is set wrongly; it ticks at the right speed.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _leadTicks;

    /// <summary>How far it is ahead of the right time.</summary>
    public TimeSpan Lead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _leadTicks));
        set => Interlocked.Exchange(ref _leadTicks, value.Ticks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Lead;
}

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>Whether the venue is down just now.</summary>
internal sealed class Downtime(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private bool _answers503;

    /// <summary>Whether it is down, and whether it then answers 503 rather than nothing.</summary>
    public (bool IsDown, bool Answers503) State
    {
        get
        {
            lock (_lock)
            {
                return (time.GetUtcNow() < _until, _answers503);
            }
        }
    }

    /// <summary>Goes down.</summary>
    public void Begin(TimeSpan duration, bool answers503)
    {
        lock (_lock)
        {
            _until = time.GetUtcNow() + duration;
            _answers503 = answers503;
        }
    }
}

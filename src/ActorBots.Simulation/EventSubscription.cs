namespace ActorBots.Simulation;

/// <summary>Ends a subscription when it is disposed.</summary>
internal sealed class EventSubscription : IDisposable
{
    private readonly Action _end;

    public EventSubscription(Action end) => _end = end;

    public void Dispose() => _end();
}

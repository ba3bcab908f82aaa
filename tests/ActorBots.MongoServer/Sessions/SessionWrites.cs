namespace ActorBots.MongoServer.Sessions;

/// <summary>The numbered writes of one session, as far as this process has seen them.</summary>
internal sealed class SessionWrites
{
    /// <summary>One write of a session at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The newest number that was tried; none before the first.</summary>
    public long? Newest { get; set; }
}

namespace ActorBots.Actors.Notifications;

/// <summary>What an endpoint's breaker lets through.</summary>
internal enum BreakerPhase
{
    /// <summary>The endpoint answers: all that is due.</summary>
    Closed,

    /// <summary>The endpoint failed too often: nothing.</summary>
    Open,

    /// <summary>It may be back: one notification, as a probe.</summary>
    HalfOpen,
}

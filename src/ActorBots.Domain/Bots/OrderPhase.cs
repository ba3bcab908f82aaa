namespace ActorBots.Domain.Bots;

/// <summary>How much we know of an order that has not ended.</summary>
public enum OrderPhase
{
    /// <summary>The intent is stored; whether the venue has it is unknown.</summary>
    InFlight = 1,

    /// <summary>The venue has it.</summary>
    Working = 2,
}

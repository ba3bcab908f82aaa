namespace ActorBots.Domain.Bots;

/// <summary>What a stop does with open positions.</summary>
public enum StopMode
{
    /// <summary>They stay, with their resting stops on the venue.</summary>
    Keep = 1,

    /// <summary>They are closed first.</summary>
    Close = 2,
}

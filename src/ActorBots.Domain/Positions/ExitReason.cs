namespace ActorBots.Domain.Positions;

/// <summary>Why a position was closed.</summary>
public enum ExitReason
{
    /// <summary>The target price was reached.</summary>
    Target = 1,

    /// <summary>The resting stop fired at its first level.</summary>
    StopLoss = 2,

    /// <summary>The resting stop fired after it had been trailed.</summary>
    TrailingStop = 3,

    /// <summary>The bot's loss limit closed everything.</summary>
    BotStopLoss = 4,

    /// <summary>The backend asked for it.</summary>
    Manual = 5,

    /// <summary>The bot was stopped with its positions to be closed.</summary>
    BotStopped = 6,

    /// <summary>Somebody closed it on the venue.</summary>
    External = 7,

    /// <summary>The venue liquidated it. Journals older than <see cref="AutoDeleveraging"/> also mean that by it.</summary>
    Liquidation = 8,

    /// <summary>It could not be protected, so it was closed at once.</summary>
    Unprotectable = 9,

    /// <summary>The venue reduced it to cover another's loss (ADL).</summary>
    AutoDeleveraging = 10,
}

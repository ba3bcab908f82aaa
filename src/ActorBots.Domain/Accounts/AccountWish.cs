namespace ActorBots.Domain.Accounts;

/// <summary>What a bot wants done about what belongs to no bot, in the reading that it asks for.</summary>
public enum AccountWish
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To take the foreign long quantity of its instrument over.</summary>
    AdoptPosition = 1,

    /// <summary>To have the foreign working orders of the account cancelled.</summary>
    CancelForeignOrders = 2,
}

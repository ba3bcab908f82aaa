namespace ActorBots.Ports.Storage;

/// <summary>An open store: all that one file, database or process memory holds. Disposing closes it; what was written stays.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>The bots' documents.</summary>
    IBotCatalog Bots { get; }

    /// <summary>Positions and trades.</summary>
    ITradeLedger Ledger { get; }

    /// <summary>Notifications that could not be delivered.</summary>
    IDeadLetterStore DeadLetters { get; }
}

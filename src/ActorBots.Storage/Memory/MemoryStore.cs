using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Memory;

/// <summary>A store that lives and dies with the process: for tests and backtests. Same contract as the others; grows without bound.</summary>
public sealed class MemoryStore : IStore
{
    /// <inheritdoc />
    public IBotCatalog Bots { get; } = new MemoryBotCatalog();

    /// <inheritdoc />
    public ITradeLedger Ledger { get; } = new MemoryTradeLedger();

    /// <inheritdoc />
    public IDeadLetterStore DeadLetters { get; } = new MemoryDeadLetterStore();

    /// <summary>Nothing to close.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

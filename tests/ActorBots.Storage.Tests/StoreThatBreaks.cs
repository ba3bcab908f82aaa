using System.Collections.Immutable;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Tests;

/// <summary>A store whose disk is gone after a number of writes.</summary>
internal sealed class StoreThatBreaks(IStore inner, int writes) : IStore, IBotCatalog, ITradeLedger, IDeadLetterStore
{
    private int _left = writes;

    public IBotCatalog Bots => this;

    public ITradeLedger Ledger => this;

    public IDeadLetterStore DeadLetters => this;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task PutAsync(BotDocument document, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.Bots.PutAsync(document, cancellationToken));

    public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.Bots.WriteStatusAsync(rows, cancellationToken));

    public Task WriteAsync(
        string projection, IReadOnlyCollection<PositionRow> positions, IReadOnlyCollection<TradeRow> trades, long offset, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.Ledger.WriteAsync(projection, positions, trades, offset, cancellationToken));

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken) => WriteAsync(() => inner.DeadLetters.AddAsync(letter, cancellationToken));

    public Task RemoveAsync(string notificationId, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.DeadLetters.RemoveAsync(notificationId, cancellationToken));

    public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken) => inner.Bots.FindAsync(botId, cancellationToken);

    public Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken) => inner.Bots.ListAsync(after, size, cancellationToken);

    public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken) => inner.Bots.FindStatusAsync(botId, cancellationToken);

    public Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken) =>
        inner.Bots.ListShouldRunAsync(after, size, cancellationToken);

    public Task<long> GetOffsetAsync(string projection, CancellationToken cancellationToken) => inner.Ledger.GetOffsetAsync(projection, cancellationToken);

    public Task<ImmutableArray<PositionRow>> ListOpenPositionsAsync(string? botId, CancellationToken cancellationToken) =>
        inner.Ledger.ListOpenPositionsAsync(botId, cancellationToken);

    public Task<PositionRow?> FindPositionAsync(string positionId, CancellationToken cancellationToken) =>
        inner.Ledger.FindPositionAsync(positionId, cancellationToken);

    public Task<Page<PositionRow>> ListPositionsAsync(string? after, int size, CancellationToken cancellationToken) =>
        inner.Ledger.ListPositionsAsync(after, size, cancellationToken);

    public Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken) =>
        inner.Ledger.ListTradesAsync(botId, after, size, cancellationToken);

    public Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken) =>
        inner.DeadLetters.ListAsync(botId, after, size, cancellationToken);

    private Task WriteAsync(Func<Task> write) => --_left < 0 ? Task.FromException(new IOException("the disk is gone")) : write();
}

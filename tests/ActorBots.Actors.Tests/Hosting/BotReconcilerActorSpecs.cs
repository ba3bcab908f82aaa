using ActorBots.Actors.Hosting;
using ActorBots.Ports.Storage;
using ActorBots.Storage.Memory;
using ActorBots.Testing.Storage;
using Akka.Cluster.Sharding;
using Akka.TestKit;

namespace ActorBots.Actors.Tests.Hosting;

/// <summary>Bots that should run are started, whatever else is in the store.</summary>
public sealed class BotReconcilerActorSpecs : ActorSpecs
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly MemoryStore _store = new();
    private readonly TestProbe _bots;

    public BotReconcilerActorSpecs() => _bots = CreateTestProbe("bots");

    [Fact]
    public async Task Look_ManyBots_StartsThoseThatShouldRunAndNoOther()
    {
        await PutAsync("bot-stopped", "STOPPED");
        await _store.Bots.PutAsync(SomeRows.Bot("bot-never-started"), CancellationToken.None);
        var shouldRun = Enumerable.Range(1, 501).Select(n => $"bot-{n:D4}").ToList();
        foreach (var id in shouldRun)
        {
            await PutAsync(id, id.EndsWith('7') ? "PAUSED" : "RUNNING");
        }

        Sys.ActorOf(BotReconcilerActor.Create(_store.Bots, _bots));
        var started = new List<string> { NextWhileAdvancing<ShardRegion.StartEntity>(_bots, Interval).EntityId };
        while (started.Count < shouldRun.Count)
        {
            started.Add(Next<ShardRegion.StartEntity>(_bots).EntityId);
        }

        Assert.Equal(shouldRun, started);
        Never<ShardRegion.StartEntity>(_bots);
    }

    [Fact]
    public async Task Look_StoreFails_LooksAgainLater()
    {
        await PutAsync("bot-1", "RUNNING");
        var catalog = new CatalogThatFailsOnce(_store.Bots);

        Sys.ActorOf(BotReconcilerActor.Create(catalog, _bots));
        await PassUntilAsync(() => catalog.Asked == 1, Interval);
        var started = NextWhileAdvancing<ShardRegion.StartEntity>(_bots, Interval);

        Assert.Equal("bot-1", started.EntityId);
        Assert.True(catalog.Asked >= 2);
    }

    private async Task PutAsync(string id, string desiredStatus)
    {
        await _store.Bots.PutAsync(SomeRows.Bot(id), CancellationToken.None);
        await _store.Bots.WriteStatusAsync([SomeRows.Status(id) with { DesiredStatus = desiredStatus }], CancellationToken.None);
    }

    private sealed class CatalogThatFailsOnce(IBotCatalog inner) : IBotCatalog
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _asked) == 1
                ? Task.FromException<Page<string>>(new IOException("no store"))
                : inner.ListShouldRunAsync(after, size, cancellationToken);

        public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken) => throw new NotSupportedException(botId);

        public Task PutAsync(BotDocument document, CancellationToken cancellationToken) => throw new NotSupportedException(document.BotId);

        public Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken) => throw new NotSupportedException(after);

        public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken) => throw new NotSupportedException(botId);
    }
}

using System.Collections.Concurrent;
using ActorBots.Actors.Projections;
using ActorBots.Ports.Storage;
using ActorBots.Testing.Storage;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Projections;

/// <summary>Status rows in batches, the newest per bot.</summary>
public sealed class StatusWriterActorSpecs : ActorSpecs
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly RecordingCatalog _catalog = new();
    private readonly IActorRef _writer;

    public StatusWriterActorSpecs() => _writer = Sys.ActorOf(StatusWriterActor.Create(_catalog));

    [Fact]
    public async Task Rows_OfAPause_AreWrittenOnceAndTheNewestWins()
    {
        _writer.Tell(SomeRows.Status("bot-1", 5));
        _writer.Tell(SomeRows.Status("bot-1", 4));
        _writer.Tell(SomeRows.Status("bot-2", 1));

        await PassUntilAsync(() => _catalog.Batches.Count == 1, Pause);

        Assert.Equal([("bot-1", 5L), ("bot-2", 1L)], Of(_catalog.Batches.Single()));
    }

    [Fact]
    public async Task Rows_StoreIsDown_AreTriedAgainMergedWithNewerOnes()
    {
        _catalog.IsDown = true;
        _writer.Tell(SomeRows.Status("bot-1", 1));
        _writer.Tell(SomeRows.Status("bot-2", 1));
        await PassUntilAsync(() => _catalog.Attempts == 1, Pause);
        _catalog.IsDown = false;
        _writer.Tell(SomeRows.Status("bot-1", 2));

        await PassUntilAsync(() => _catalog.Batches.SelectMany(b => b).Any(r => r.BotId == "bot-2"), Pause);

        Assert.Equal(2L, _catalog.Batches.SelectMany(b => b).Last(r => r.BotId == "bot-1").SequenceNumber);
        Assert.DoesNotContain(_catalog.Batches.SelectMany(b => b), r => r is { BotId: "bot-1", SequenceNumber: 1 });
    }

    [Fact]
    public async Task Rows_WhileAWriteIsUnderWay_WaitForItsEnd()
    {
        _catalog.Gate = new TaskCompletionSource();
        _writer.Tell(SomeRows.Status("bot-1", 1));
        await PassUntilAsync(() => _catalog.Attempts == 1, Pause);
        _writer.Tell(SomeRows.Status("bot-1", 2));
        Pass(Pause);
        Pass(Pause);
        Assert.Equal(1, _catalog.Attempts);

        _catalog.Gate.SetResult();
        await PassUntilAsync(() => _catalog.Attempts == 2, Pause);

        await UntilAsync(() => _catalog.Batches.Count == 2);
        Assert.Equal([("bot-1", 2L)], Of(_catalog.Batches.Last()));
    }

    private static IEnumerable<(string BotId, long Sequence)> Of(IReadOnlyCollection<BotStatusRow> rows) =>
        rows.Select(r => (r.BotId, r.SequenceNumber)).Order();

    private sealed class RecordingCatalog : IBotCatalog
    {
        private int _attempts;

        public ConcurrentQueue<IReadOnlyCollection<BotStatusRow>> Batches { get; } = new();

        public int Attempts => Volatile.Read(ref _attempts);

        public bool IsDown { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public async Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            await (Gate?.Task ?? Task.CompletedTask);
            if (IsDown)
            {
                throw new IOException("no store");
            }

            Batches.Enqueue(rows);
        }

        public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken) => throw new NotSupportedException(botId);

        public Task PutAsync(BotDocument document, CancellationToken cancellationToken) => throw new NotSupportedException(document.BotId);

        public Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken) => throw new NotSupportedException(after);

        public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken) => throw new NotSupportedException(botId);

        public Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken) => throw new NotSupportedException(after);
    }
}

using ActorBots.Storage.Mongo.Persistence;
using Akka.Configuration;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;

namespace ActorBots.Storage.Tests.Persistence;

public sealed class WriteQueueTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<IReadOnlyList<PendingWrite>> _batches = [];
    private readonly TaskCompletionSource _firstTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _gate.TrySetResult();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    [Fact]
    public async Task StoreAsync_WhileABatchIsUnderWay_GathersTheNext()
    {
        var queue = Queue("parallel-batches = 1, batch-size = 5");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        var rest = Enumerable.Range(0, 12).Select(i => queue.StoreAsync(Write($"p-{i}"))).ToList();
        _gate.SetResult();

        await Task.WhenAll([first, .. rest]);

        Assert.Equal([1, 5, 5, 2], _batches.Select(b => b.Count));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"p-{i}"), _batches.Skip(1).SelectMany(b => b).Select(w => w.PersistenceId));
    }

    [Fact]
    public async Task StoreAsync_LargeWrites_BatchesEndAtTheirBytes()
    {
        var queue = Queue("parallel-batches = 1, batch-bytes = 2000b");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        var rest = Enumerable.Range(0, 4).Select(i => queue.StoreAsync(Write($"p-{i}", bytes: 1500))).ToList();
        _gate.SetResult();

        await Task.WhenAll([first, .. rest]);

        Assert.Equal([1, 2, 2], _batches.Select(b => b.Count));
    }

    [Theory]
    [InlineData("queue-size = 3", 10)]
    [InlineData("queue-bytes = 2000b", 1000)]
    public async Task StoreAsync_FullQueue_FailsAtOnceAndTheOthersAreStored(string bound, int bytes)
    {
        var queue = Queue($"parallel-batches = 1, {bound}");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        var waiting = Enumerable.Range(0, 3).Select(i => queue.StoreAsync(Write($"p-{i}", bytes))).ToList();

        await Assert.ThrowsAsync<WriteNotSentException>(() => queue.StoreAsync(Write("too many", bytes)));

        _gate.SetResult();
        await Task.WhenAll([first, .. waiting]);
    }

    [Fact]
    public async Task StoreAsync_WaitedTooLong_FailsWithoutBeingSent()
    {
        var queue = Queue("parallel-batches = 1, call-timeout = 5s");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        var late = queue.StoreAsync(Write("late"));
        _time.Advance(TimeSpan.FromSeconds(6));
        _gate.SetResult();

        await first;

        await Assert.ThrowsAsync<WriteNotSentException>(() => late);
        Assert.DoesNotContain(_batches.SelectMany(b => b), w => w.PersistenceId == "late");
    }

    [Fact]
    public async Task StoreAsync_StoringThrows_FailsTheBatchAndGoesOn()
    {
        var queue = Queue("parallel-batches = 1");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        _gate.SetException(new InvalidOperationException("broken"));
        var error = await Assert.ThrowsAsync<WriteOutcomeUnknownException>(() => first);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        _gate = new TaskCompletionSource();
        _gate.SetResult();

        await queue.StoreAsync(Write("next"));
    }

    [Fact]
    public async Task StoreAsync_SystemEnds_FailsWhatWaits()
    {
        var queue = Queue("parallel-batches = 1");
        var first = queue.StoreAsync(Write("first"));
        await _firstTaken.Task;
        var waiting = queue.StoreAsync(Write("waiting"));
        await _stopping.CancelAsync();
        _gate.SetResult();

        await first;

        await Assert.ThrowsAsync<WriteNotSentException>(() => waiting);
    }

    internal static PendingWrite Write(string id, int bytes = 10, string writer = "w", long number = 1) => new(
        id,
        writer,
        [new BsonDocument { { "_id", $"{id}_{number}" }, { "PersistenceId", id }, { "SequenceNr", number }, { "Payload", StoredPayload.Wrap(new byte[bytes]) } }]);

    private WriteQueue Queue(string settings) =>
        new(JournalSettings.Read("test", ConfigurationFactory.ParseString(settings)), StoreAsync, _time, _stopping.Token);

    private async Task StoreAsync(IReadOnlyList<PendingWrite> batch, Deadline deadline)
    {
        _batches.Add(batch);
        _firstTaken.TrySetResult();
        await _gate.Task;
        foreach (var write in batch)
        {
            write.Succeed();
        }
    }
}

using ActorBots.Storage.Mongo.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

public sealed class InFlightWritesTests
{
    private readonly InFlightWrites _writes = new();
    private readonly List<long> _sent = [];

    [Fact]
    public async Task WaitAsync_WriteUnderWay_EndsWithIt()
    {
        var write = WriteQueueTests.Write("p");
        var storing = _writes.Start(write, Send);
        var waiting = _writes.WaitAsync("p", CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Assert.True(_writes.WaitAsync("other", CancellationToken.None).IsCompleted);

        write.Fail(new InvalidOperationException("failed"));

        await waiting;
        await Assert.ThrowsAsync<InvalidOperationException>(() => storing);
        Assert.True(_writes.WaitAsync("p", CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Start_FormerUnderWay_IsSentAfterIt()
    {
        var (first, second) = (WriteQueueTests.Write("p", number: 1), WriteQueueTests.Write("p", number: 2));
        var storingFirst = _writes.Start(first, Send);
        var storingSecond = _writes.Start(second, Send);
        Assert.Equal([1], _sent);

        first.Succeed();
        await storingFirst;
        second.Succeed();

        await storingSecond;
        Assert.Equal([1, 2], _sent);
    }

    [Fact]
    public async Task Start_SameWritersFormerFailed_IsNotSent()
    {
        var (first, second) = (WriteQueueTests.Write("p", number: 1), WriteQueueTests.Write("p", number: 2));
        _ = _writes.Start(first, Send);
        var storing = _writes.Start(second, Send);

        first.Fail(new InvalidOperationException("failed"));

        await Assert.ThrowsAsync<WriteNotSentException>(() => storing);
        Assert.Equal([1], _sent);
    }

    [Fact]
    public async Task Start_AnotherWritersFormerFailed_IsSent()
    {
        var (first, second) = (WriteQueueTests.Write("p", number: 1, writer: "old"), WriteQueueTests.Write("p", number: 1, writer: "new"));
        _ = _writes.Start(first, Send);
        var storing = _writes.Start(second, Send);

        first.Fail(new InvalidOperationException("failed"));
        second.Succeed();

        await storing;
        Assert.Equal(2, _sent.Count);
    }

    private Task Send(PendingWrite write)
    {
        _sent.Add(write.FirstSequenceNr);
        return write.Outcome;
    }
}

using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class EventPipeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task HardCase17_ConsumerBehind_TheWaitIsNotCountedAsSilence()
    {
        await using var pipe = new EventPipe<int>(1, _time);
        var started = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var waited = new List<TimeSpan>();
        await using var items = pipe.ReadAsync(
            async token =>
            {
                waited.Add(await pipe.WriteAsync(1, token));
                waited.Add(await pipe.WriteAsync(2, token));
                var third = pipe.WriteAsync(3, token);
                started.SetResult();
                waited.Add(await third);
                await go.Task;
            },
            CancellationToken.None).GetAsyncEnumerator();
        await items.MoveNextAsync();
        await started.Task.WaitAsync(Stub.Wait.Limit);

        _time.Advance(TimeSpan.FromSeconds(5));
        await items.MoveNextAsync();
        await items.MoveNextAsync();
        go.SetResult();

        Assert.False(await items.MoveNextAsync());
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(5)], waited);
    }

    [Fact]
    public async Task ReadAsync_LoopBreaks_TheConsumerSeesIt()
    {
        await using var pipe = new EventPipe<int>(1, _time);
        await using var items = pipe.ReadAsync(_ => throw new InvalidDataException("defect"), CancellationToken.None).GetAsyncEnumerator();

        await Assert.ThrowsAsync<InvalidDataException>(() => items.MoveNextAsync().AsTask());
    }
}

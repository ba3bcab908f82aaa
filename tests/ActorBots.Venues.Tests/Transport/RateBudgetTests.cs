using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class RateBudgetTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task AcquireAsync_WithinTheLimit_GoesAtOnce()
    {
        using var budget = Budget(shared: 100);
        var bucket = Bucket(4);

        for (var i = 0; i < 4; i++)
        {
            Assert.True((await budget.AcquireAsync(bucket, RequestPriority.Query, CancellationToken.None)).Granted);
        }

        Assert.Equal(0, budget.Waiting);
    }

    [Fact]
    public async Task AcquireAsync_LimitReached_WaitsUntilTheWindowHasRolledOn()
    {
        using var budget = Budget(shared: 100);
        var bucket = Bucket(2);
        await budget.AcquireAsync(bucket, RequestPriority.Query, CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(600));
        await budget.AcquireAsync(bucket, RequestPriority.Query, CancellationToken.None);

        var third = budget.AcquireAsync(bucket, RequestPriority.Query, CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.True((await third.WaitAsync(Stub.Wait.Limit)).Granted);
    }

    [Fact]
    public async Task HardCase20_BurstAtCandleClose_ExitsGoBeforeStopsBeforeEntriesBeforeQueries()
    {
        using var budget = Budget(shared: 1);
        await budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);
        var order = new List<RequestPriority>();
        RequestPriority[] asked = [RequestPriority.Query, RequestPriority.Entry, RequestPriority.ProtectiveStop, RequestPriority.Exit];
        var tasks = asked.Select(p => NoteAsync(budget, p, order)).ToList();

        for (var i = 1; i <= asked.Length; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(1));
            await Stub.Wait.UntilAsync(() => tasks.Count(t => t.IsCompleted) == i);
        }

        Assert.Equal([RequestPriority.Exit, RequestPriority.ProtectiveStop, RequestPriority.Entry, RequestPriority.Query], order);
    }

    [Fact]
    public async Task AcquireAsync_EntriesUsedTheirShare_AnExitStillGoesAtOnce()
    {
        using var budget = Budget(shared: 1000);
        var create = Bucket(10);
        var entries = Enumerable.Range(0, 30).Select(_ => budget.AcquireAsync(create, RequestPriority.Entry, CancellationToken.None)).ToList();
        Assert.Equal(8, entries.Count(t => t.IsCompleted));

        var exit = budget.AcquireAsync(create, RequestPriority.Exit, CancellationToken.None);

        Assert.True(exit.IsCompleted);
        Assert.True((await exit).Granted);
    }

    [Fact]
    public async Task AcquireAsync_EndlessQueries_DoNotStarveAnExit()
    {
        using var budget = Budget(shared: 5, queueLimit: 50);
        for (var i = 0; i < 50; i++)
        {
            _ = budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);
        }

        var first = budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);

        Assert.True((await first.WaitAsync(Stub.Wait.Limit)).Granted);
    }

    [Fact]
    public async Task AcquireAsync_QueueFull_RefusesTheLeastUrgent()
    {
        using var budget = Budget(shared: 1, queueLimit: 2);
        await budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);
        var first = budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);
        var second = budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);

        var third = await budget.AcquireAsync(null, RequestPriority.Query, CancellationToken.None);
        var exit = budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);

        Assert.False(third.Granted);
        Assert.False((await second.WaitAsync(Stub.Wait.Limit)).Granted);
        Assert.False(first.IsCompleted);
        Assert.False(exit.IsCompleted);
        Assert.Equal(2, budget.Waiting);
    }

    [Fact]
    public async Task Pause_OfOneEndpoint_LetsOthersPass()
    {
        using var budget = Budget(shared: 100);
        var create = Bucket(10);
        budget.Pause(create, TimeSpan.FromSeconds(2));

        var blocked = budget.AcquireAsync(create, RequestPriority.Exit, CancellationToken.None);
        var other = await budget.AcquireAsync(Bucket(10), RequestPriority.Query, CancellationToken.None);

        Assert.True(other.Granted);
        Assert.False(blocked.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2001));
        Assert.True((await blocked.WaitAsync(Stub.Wait.Limit)).Granted);
    }

    [Fact]
    public async Task Pause_OfEverythingLongerThanTheQueueWaits_RefusesWithTheTimeLeft()
    {
        using var budget = Budget(shared: 1);
        await budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);
        var waiting = budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);

        budget.Pause(null, TimeSpan.FromMinutes(10));
        var later = await budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);

        Assert.False((await waiting.WaitAsync(Stub.Wait.Limit)).Granted);
        Assert.Equal(RateTicket.Refuse(TimeSpan.FromMinutes(10)), later);
    }

    [Fact]
    public async Task AcquireAsync_WaitedTooLong_IsRefused()
    {
        using var budget = Budget(shared: 1, longestWait: TimeSpan.FromMilliseconds(300));
        await budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);
        var waiting = budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(301));

        Assert.False((await waiting.WaitAsync(Stub.Wait.Limit)).Granted);
    }

    [Fact]
    public async Task AcquireAsync_Cancelled_LeavesTheQueue()
    {
        using var budget = Budget(shared: 1);
        await budget.AcquireAsync(null, RequestPriority.Exit, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var waiting = budget.AcquireAsync(null, RequestPriority.Exit, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Stub.Wait.Limit));
        Assert.Equal(0, budget.Waiting);
    }

    [Fact]
    public async Task Observe_VenueCountedMoreThanWe_CountsTheDifference()
    {
        using var budget = Budget(shared: 100);
        var bucket = Bucket(10);
        budget.Observe(bucket, 4, 1);

        Assert.True((await budget.AcquireAsync(bucket, RequestPriority.Exit, CancellationToken.None)).Granted);
        Assert.False(budget.AcquireAsync(bucket, RequestPriority.Exit, CancellationToken.None).IsCompleted);
    }

    private static async Task NoteAsync(RateBudget budget, RequestPriority priority, List<RequestPriority> order)
    {
        await budget.AcquireAsync(null, priority, CancellationToken.None);
        lock (order)
        {
            order.Add(priority);
        }
    }

    private static RateBucket Bucket(int limit) => new(limit, TimeSpan.FromSeconds(1));

    private RateBudget Budget(int shared, int queueLimit = 100, TimeSpan? longestWait = null) =>
        new(Bucket(shared), queueLimit, longestWait ?? TimeSpan.FromSeconds(30), _time);
}

using Akka.Actor;
using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>What every journal does; the cases of Akka's own JournalSpec.</summary>
public abstract class JournalContract : PersistenceContract
{
    protected JournalContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    /// <summary>Whether a replay shows which incarnation wrote an event.</summary>
    protected virtual bool KeepsTheWriter => true;

    [Fact]
    public Task Replay_All_ShowsAll() => AssertFiveAsync([1, 2, 3, 4, 5]);

    [Fact]
    public Task Replay_LowerBound_ShowsFromThere() => AssertFiveAsync([3, 4, 5], from: 3);

    [Fact]
    public Task Replay_UpperBound_ShowsUpToThere() => AssertFiveAsync([1, 2, 3], to: 3);

    [Fact]
    public Task Replay_CountLimit_ShowsSoMany() => AssertFiveAsync([1, 2, 3], max: 3);

    [Fact]
    public Task Replay_BothBounds_ShowsBetween() => AssertFiveAsync([2, 3], from: 2, to: 3);

    [Fact]
    public Task Replay_BothBoundsAndLimit_ShowsSoManyBetween() => AssertFiveAsync([2, 3], from: 2, to: 5, max: 2);

    [Fact]
    public Task Replay_BoundsMeet_ShowsOne() => AssertFiveAsync([2], from: 2, to: 2);

    [Fact]
    public Task Replay_LimitOne_ShowsOne() => AssertFiveAsync([2], from: 2, to: 4, max: 1);

    [Fact]
    public Task Replay_LimitZero_ShowsNone() => AssertFiveAsync([], from: 2, to: 4, max: 0);

    [Fact]
    public Task Replay_BoundsCross_ShowsNone() => AssertFiveAsync([], from: 3, to: 2);

    [Fact]
    public Task Replay_UnknownId_ShowsNoneAndHighestIsZero() => NewClient().AssertReplayAsync([], 0, from: 0);

    [Fact]
    public async Task Delete_Range_IsPublishedAndNotReplayed()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        var subscriber = Plugin.NewProbe();
        Plugin.System.EventStream.Subscribe(subscriber.Ref, typeof(DeleteMessagesTo));

        await client.DeleteAsync(3);

        await subscriber.FishForMessageAsync<DeleteMessagesTo>(d => d.PersistenceId == client.PersistenceId && d.ToSequenceNr == 3);
        Plugin.System.EventStream.Unsubscribe(subscriber.Ref);
        await client.AssertReplayAsync([4, 5], 5);
    }

    [Fact]
    public async Task Delete_Range_KeepsTheHighestNumber()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        await client.AssertReplayAsync([1, 2, 3, 4, 5], 5, from: 0);

        await client.DeleteAsync(3);

        await client.AssertReplayAsync([4, 5], 5, from: 0);
    }

    [Fact]
    public async Task Delete_Everything_KeepsTheHighestNumber()
    {
        var client = NewClient();
        await client.StoreFiveAsync();

        await client.DeleteAsync(long.MaxValue);

        await client.AssertReplayAsync([], 5, from: 0);
    }

    [Fact]
    public async Task Write_EventWithActor_ComesBackEqual()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        var payload = new ActorPayload(Plugin.NewProbe().Ref);

        var answer = await client.WriteAsync(client.One(6, payload));

        answer.AssertStored();
        Assert.Equal(payload, Assert.IsType<WriteMessageSuccess>(answer.Each[0]).Persistent.Payload);
        var (events, highest) = await client.ReplayAsync(from: 6);
        var stored = Assert.Single(events);
        Assert.Equal((client.PersistenceId, 6L, (object)payload), (stored.PersistenceId, stored.SequenceNr, stored.Payload));
        Assert.Equal(KeepsTheWriter, stored.WriterGuid == client.Writer);
        Assert.True(stored.Sender is null || stored.Sender.IsNobody() || stored.Sender.Equals(Plugin.System.DeadLetters));
        Assert.Equal(6, highest);
    }

    private async Task AssertFiveAsync(long[] numbers, long from = 1, long to = long.MaxValue, long max = long.MaxValue)
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        await client.AssertReplayAsync(numbers, 5, from, to, max);
    }
}

using Akka.Actor;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For journals that fence: two writers never both store a number, and a write of several events is stored whole or not at all.</summary>
public abstract class JournalConflictContract : PersistenceContract
{
    protected JournalConflictContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Write_NumberTaken_FailsAndKeepsTheFirst()
    {
        var first = NewClient();
        await first.StoreFiveAsync();
        var second = new JournalClient(Plugin, first.PersistenceId, "writer-2");

        var answer = await second.WriteAsync(second.One(5, "foreign"));

        answer.AssertFailed();
        await first.AssertReplayAsync([1, 2, 3, 4, 5], 5);
    }

    [Fact]
    public async Task Write_ConflictInTheMiddle_StoresNothingOfIt()
    {
        var first = NewClient();
        await first.StoreAsync(first.One(1), first.One(3));
        var second = new JournalClient(Plugin, first.PersistenceId, "writer-2");

        var answer = await second.WriteAsync(second.Several(2, 4));

        answer.AssertFailed();
        await first.AssertReplayAsync([1, 3], 3);
    }

    [Fact]
    public async Task Write_ManyAtOnceAndOneConflicts_OnlyThatOneFails()
    {
        var others = Enumerable.Range(0, 20).Select(_ => NewClient()).ToList();
        var taken = NewClient();
        await taken.StoreAsync(taken.One(1), taken.One(3));
        var second = new JournalClient(Plugin, taken.PersistenceId, "writer-2");

        var groups = others.Select((c, i) => i % 2 == 0 ? c.StoreAsync(c.Several(1, 3)) : c.StoreAsync(c.One(1)));
        var conflict = second.WriteAsync(second.Several(2, 4));
        await Task.WhenAll(groups);

        (await conflict).AssertFailed();
        foreach (var (client, i) in others.Select((c, i) => (c, i)))
        {
            await client.AssertReplayAsync(i % 2 == 0 ? [1, 2, 3] : [1], i % 2 == 0 ? 3 : 1);
        }
    }

    [Fact]
    public async Task Persist_TwoActorsOfOneId_TheSecondStopsBeforeItActs()
    {
        var id = Plugin.NewId();
        var probe = Plugin.NewProbe();
        var (first, second) = (Plugin.StartActor(id), Plugin.StartActor(id));
        Assert.Equal(0, (await first.Ask<EventActor.State>(EventActor.Get.Instance)).Last);
        Assert.Equal(0, (await second.Ask<EventActor.State>(EventActor.Get.Instance)).Last);
        await probe.WatchAsync(second);

        first.Tell("one", probe.Ref);
        await probe.ExpectMsgAsync("one-done");
        second.Tell("other", probe.Ref);

        await probe.ExpectTerminatedAsync(second);
        first.Tell("two", probe.Ref);
        await probe.ExpectMsgAsync("two-done");
        var recovered = await Plugin.StartActor(id).Ask<EventActor.State>(EventActor.Get.Instance);
        Assert.Equal(["one", "two"], recovered.Events.ToArray());
    }
}

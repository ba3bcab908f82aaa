using Akka.Actor;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Many actors at once, and one that restarts in the middle.</summary>
public abstract class JournalConcurrencyContract : PersistenceContract
{
    private const int Actors = 200;
    private const int Each = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected JournalConcurrencyContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Persist_ManyActorsAtOnce_EachKeepsItsOrderWithoutGaps()
    {
        var ids = Enumerable.Range(0, Actors).Select(_ => Plugin.NewId()).ToList();
        var probe = Plugin.NewProbe();
        foreach (var actor in ids.Select(id => Plugin.StartActor(id)))
        {
            for (var i = 1; i <= Each; i++)
            {
                actor.Tell($"e-{i}", probe.Ref);
            }
        }

        for (var i = 0; i < Actors * Each; i++)
        {
            await probe.ExpectMsgAsync<string>(Patience);
        }

        var expected = Enumerable.Range(1, Each).Select(i => ((long)i, $"e-{i}")).ToArray();
        foreach (var id in ids)
        {
            var (events, highest) = await new JournalClient(Plugin, id).ReplayAsync();
            Assert.Equal(expected, events.Select(e => (e.SequenceNr, (string)e.Payload)));
            Assert.Equal(Each, highest);
        }
    }

    [Fact]
    public async Task Replay_WhileWriting_ShowsAPrefix()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 6; i <= 30; i++)
            {
                await client.StoreAsync(client.One(i));
            }
        });

        while (!writing.IsCompleted)
        {
            var (events, highest) = await client.ReplayAsync();
            Assert.Equal(Enumerable.Range(1, events.Length).Select(i => (long)i), events.Select(e => e.SequenceNr));
            Assert.Equal(highest, events.Length);
        }

        await writing;
        Assert.Equal(30, (await client.ReplayAsync()).Highest);
    }

    [Fact]
    public async Task Recover_WhileTheFormerWriteIsUnderWay_KnowsItsEvent()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = Plugin.NewId();
            var probe = Plugin.NewProbe();
            var actor = Plugin.StartActor(id);
            await actor.Ask<EventActor.State>(EventActor.Get.Instance, Patience);
            await probe.WatchAsync(actor);

            // The journal gets the write before the stop; the next incarnation asks while it is on its way.
            actor.Tell("under way", probe.Ref);
            actor.Tell(PoisonPill.Instance);
            await probe.FishForMessageAsync<Terminated>(t => t.ActorRef.Equals(actor), Patience);

            var state = await Plugin.StartActor(id).Ask<EventActor.State>(EventActor.Get.Instance, Patience);
            Assert.Equal(["under way"], state.Events.ToArray());
        }
    }

    [Fact]
    public async Task PersistAll_ManyActorsAtOnce_AllAreWhole()
    {
        var ids = Enumerable.Range(0, 40).Select(_ => Plugin.NewId()).ToList();
        var probe = Plugin.NewProbe();
        foreach (var id in ids)
        {
            Plugin.StartActor(id).Tell(new EventActor.PersistTogether(["x", "y", "z"]), probe.Ref);
        }

        for (var i = 0; i < ids.Count; i++)
        {
            await probe.ExpectMsgAsync("all-done", Patience);
        }

        foreach (var id in ids)
        {
            var (events, _) = await new JournalClient(Plugin, id).ReplayAsync();
            Assert.Equal(["x", "y", "z"], events.Select(e => (string)e.Payload));
        }
    }
}

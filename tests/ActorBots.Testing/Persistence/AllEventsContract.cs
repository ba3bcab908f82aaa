using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>All events in the journal's order; the cases of Akka's own CurrentAllEventsSpec and AllEventsSpec.</summary>
public abstract class AllEventsContract : QueryContract
{
    private readonly string _a;
    private readonly string _b;

    protected AllEventsContract(PersistencePlugin plugin)
        : base(plugin) => (_a, _b) = (plugin.NewId(), plugin.NewId());

    [Fact]
    public async Task Current_Stored_AreFoundInOrderOnDemand()
    {
        var end = await EndAsync();
        await StoreThreeAsync();
        var probe = Run(Current(end));

        AssertIs(await probe.NextAsync(), _a, 1, "hello");
        AssertIs(await probe.NextAsync(), _b, 1, "car");
        await probe.NothingAsync();
        AssertIs(await probe.NextAsync(), _a, 2, "apple");
        await probe.EndAsync();
    }

    [Fact]
    public async Task Current_NothingAfterOffset_IsEmpty()
    {
        await StoreThreeAsync();

        Assert.Empty(await AllOfAsync(Current(await EndAsync())));
    }

    [Fact]
    public async Task Current_NewWhileReading_IsNotSeen()
    {
        var end = await EndAsync();
        await StoreThreeAsync();
        var probe = Run(Current(end));
        await probe.NextAsync(2);

        await ActorAsync(Plugin.NewId(), "cucumber");

        AssertIs(await probe.NextAsync(), _a, 2, "apple");
        await probe.EndAsync();
    }

    [Fact]
    public async Task Current_FromOffset_StartsAfterIt()
    {
        var end = await EndAsync();
        await StoreThreeAsync();
        var all = await AllOfAsync(Current(end));

        AssertIs(Assert.Single(await AllOfAsync(Current(all[1].Offset))), _a, 2, "apple");
    }

    [Fact]
    public async Task Current_MoreThanTheBuffer_AreAllFound()
    {
        var end = await EndAsync();
        var client = new JournalClient(Plugin, _a);
        await client.StoreAsync([.. Enumerable.Range(1, 150).Select(i => client.One(i))]);

        var found = await AllOfAsync(Current(end));

        Assert.Equal(Enumerable.Range(1, 150).Select(i => (long)i), found.Select(e => e.SequenceNr));
    }

    [Fact]
    public async Task Live_NewStored_IsFound()
    {
        var end = await EndAsync();
        await StoreThreeAsync();
        var probe = Run(Live(end));
        Assert.Equal(["hello", "car", "apple"], (await probe.NextAsync(3)).Select(e => e.Event));

        await ActorAsync(Plugin.NewId(), "cucumber");

        Assert.Equal("cucumber", (await probe.NextAsync()).Event);
        probe.Cancel();
    }

    [Fact]
    public async Task Live_FromOffset_StartsAfterIt()
    {
        var end = await EndAsync();
        await StoreThreeAsync();
        var all = await AllOfAsync(Current(end));
        var probe = Run(Live(all[1].Offset));

        AssertIs(await probe.NextAsync(), _a, 2, "apple");
        probe.Cancel();
    }

    [Fact]
    public async Task Live_WhileManyWrite_ShowsEveryEventInEachActorsOrder()
    {
        var end = await EndAsync();
        var probe = Run(Live(end));
        var ids = Enumerable.Range(0, 30).Select(_ => Plugin.NewId()).ToList();
        var writing = Task.WhenAll(ids.Select(id => ActorAsync(id, "e-1", "e-2", "e-3")));

        var seen = await probe.NextAsync(ids.Count * 3);
        await writing;

        Assert.All(ids, id => Assert.Equal([1, 2, 3], seen.Where(e => e.PersistenceId == id).Select(e => e.SequenceNr)));
        probe.Cancel();
    }

    private Source<EventEnvelope, NotUsed> Current(Offset offset) => Query<ICurrentAllEventsQuery>().CurrentAllEvents(offset);

    private Source<EventEnvelope, NotUsed> Live(Offset offset) => Query<IAllEventsQuery>().AllEvents(offset);

    private async Task StoreThreeAsync()
    {
        var a = await ActorAsync(_a, "hello");
        await ActorAsync(_b, "car");
        await TellAsync(a, "apple");
    }
}

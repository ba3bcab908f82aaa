using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>One id's events; the cases of Akka's own CurrentEventsByPersistenceIdSpec and EventsByPersistenceIdSpec.</summary>
public abstract class EventsByIdContract : QueryContract
{
    protected EventsByIdContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Current_Stored_AreFoundOnDemand()
    {
        var id = Plugin.NewId();
        await ThreeAsync(id);
        var probe = Run(Current(id));

        Assert.Equal(["e-1", "e-2"], (await probe.NextAsync(2)).Select(e => e.Event));
        await probe.NothingAsync();
        Assert.Equal("e-3", (await probe.NextAsync()).Event);
        await probe.EndAsync();
    }

    [Fact]
    public async Task Current_UpToNumber_EndsThere() => await AssertCurrentAsync(["e-1", "e-2"], to: 2);

    [Fact]
    public async Task Current_NewWhileReading_IsNotSeen()
    {
        var id = Plugin.NewId();
        var actor = await ThreeAsync(id);
        var probe = Run(Current(id));
        Assert.Equal(["e-1", "e-2"], (await probe.NextAsync(2)).Select(e => e.Event));

        await TellAsync(actor, "e-4");

        Assert.Equal("e-3", (await probe.NextAsync()).Event);
        await probe.EndAsync();
    }

    [Fact]
    public async Task Current_AllDeleted_IsEmpty() => await AssertCurrentAsync([], deleteTo: 3);

    [Fact]
    public async Task Current_AllDeletedZeroToZero_IsEmpty() => await AssertCurrentAsync([], to: 0, deleteTo: 3);

    [Fact]
    public async Task Current_SomeDeleted_ShowsTheRest() => await AssertCurrentAsync(["e-3"], deleteTo: 2);

    [Fact]
    public async Task Current_NothingStored_IsEmpty() => Assert.Empty(await AllOfAsync(Current(Plugin.NewId())));

    [Fact]
    public async Task Current_ZeroToZero_IsEmpty() => await AssertCurrentAsync([], to: 0);

    [Fact]
    public async Task Current_NothingStoredZeroToZero_IsEmpty() => Assert.Empty(await AllOfAsync(Current(Plugin.NewId(), to: 0)));

    [Fact]
    public async Task Current_FromAboveTheHighest_IsEmpty() => await AssertCurrentAsync([], from: 4, to: 3);

    [Fact]
    public async Task Current_Stored_HaveTheirTime()
    {
        var id = Plugin.NewId();
        await ThreeAsync(id);

        Assert.All(await AllOfAsync(Current(id)), e => Assert.True(e.Timestamp > 0));
    }

    [Fact]
    public async Task Live_NewStored_IsFound()
    {
        var id = Plugin.NewId();
        var actor = await ThreeAsync(id);
        var probe = Run(Query<IEventsByPersistenceIdQuery>().EventsByPersistenceId(id, 0, long.MaxValue));
        Assert.Equal(["e-1", "e-2", "e-3"], (await probe.NextAsync(3)).Select(e => e.Event));

        await TellAsync(actor, "e-4");

        Assert.Equal("e-4", (await probe.NextAsync()).Event);
        probe.Cancel();
    }

    [Fact]
    public async Task Live_UpToNumber_EndsThere()
    {
        var id = Plugin.NewId();
        var actor = await ThreeAsync(id);
        var probe = Run(Query<IEventsByPersistenceIdQuery>().EventsByPersistenceId(id, 0, 4));
        Assert.Equal(["e-1", "e-2", "e-3"], (await probe.NextAsync(3)).Select(e => e.Event));

        await TellAsync(actor, "e-4");

        Assert.Equal("e-4", (await probe.NextAsync()).Event);
        await probe.EndAsync();
    }

    [Fact]
    public async Task Live_StoredBeforeDemand_IsFound()
    {
        var id = Plugin.NewId();
        var actor = await ThreeAsync(id);
        var probe = Run(Query<IEventsByPersistenceIdQuery>().EventsByPersistenceId(id, 0, long.MaxValue));
        Assert.Equal(["e-1", "e-2"], (await probe.NextAsync(2)).Select(e => e.Event));
        await probe.NothingAsync();

        await TellAsync(actor, "e-4");

        Assert.Equal(["e-3", "e-4"], (await probe.NextAsync(2)).Select(e => e.Event));
        probe.Cancel();
    }

    [Fact]
    public async Task Live_Stored_HaveTheirTime()
    {
        var id = Plugin.NewId();
        await ThreeAsync(id);
        var probe = Run(Query<IEventsByPersistenceIdQuery>().EventsByPersistenceId(id, 0, 3));

        Assert.All(await probe.NextAsync(3), e => Assert.True(e.Timestamp > 0));
        await probe.EndAsync();
    }

    private Task<Akka.Actor.IActorRef> ThreeAsync(string id) => ActorAsync(id, "e-1", "e-2", "e-3");

    private Source<EventEnvelope, NotUsed> Current(string id, long from = 0, long to = long.MaxValue) =>
        Query<ICurrentEventsByPersistenceIdQuery>().CurrentEventsByPersistenceId(id, from, to);

    private async Task AssertCurrentAsync(string[] expected, long from = 0, long to = long.MaxValue, long deleteTo = 0)
    {
        var id = Plugin.NewId();
        await ThreeAsync(id);
        if (deleteTo > 0)
        {
            await new JournalClient(Plugin, id).DeleteAsync(deleteTo);
        }

        Assert.Equal(expected, (await AllOfAsync(Current(id, from, to))).Select(e => (string)e.Event));
    }
}

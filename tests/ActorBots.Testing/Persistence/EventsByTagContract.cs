using Akka;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Tagged events; the cases of Akka's own CurrentEventsByTagSpec and EventsByTagSpec.</summary>
public abstract class EventsByTagContract : QueryContract
{
    private readonly string _green;
    private readonly string _black;
    private readonly string _a;
    private readonly string _b;

    protected EventsByTagContract(PersistencePlugin plugin)
        : base(plugin) => (_green, _black, _a, _b) = (plugin.NewId("green"), plugin.NewId("black"), plugin.NewId(), plugin.NewId());

    [Fact]
    public async Task Current_Stored_AreFoundOnDemand()
    {
        await GardenAsync();
        var probe = Run(Current(_green));

        AssertIs(await probe.NextAsync(), _a, 2, $"a #{_green} apple");
        AssertIs(await probe.NextAsync(), _a, 4, $"a #{_green} banana");
        await probe.NothingAsync();
        AssertIs(await probe.NextAsync(), _b, 2, $"a #{_green} leaf");
        await probe.EndAsync();
        var black = Assert.Single(await AllOfAsync(Current(_black)));
        AssertIs(black, _b, 1, $"a #{_black} car");
        Assert.Equal([_black], black.Tags);
    }

    [Fact]
    public async Task Current_NoneTagged_IsEmpty()
    {
        await GardenAsync();

        Assert.Empty(await AllOfAsync(Current("pink")));
    }

    [Fact]
    public async Task Current_NewWhileReading_IsNotSeen()
    {
        var (a, _) = await GardenAsync();
        var probe = Run(Current(_green));
        await probe.NextAsync(2);

        await TellAsync(a, $"a #{_green} cucumber");

        AssertIs(await probe.NextAsync(), _b, 2, $"a #{_green} leaf");
        await probe.EndAsync();
    }

    [Fact]
    public async Task Current_FromOffset_StartsAfterIt()
    {
        await GardenAsync();
        var all = await AllOfAsync(Current(_green));

        AssertIs(Assert.Single(await AllOfAsync(Current(_green, all[1].Offset))), _b, 2, $"a #{_green} leaf");
    }

    [Fact]
    public async Task Current_MoreThanTheBuffer_AreAllFound()
    {
        var client = new JournalClient(Plugin, _a);
        await client.StoreAsync([.. Enumerable.Range(1, 150).Select(i => client.One(i, $"a #{_green} apple"))]);

        var found = await AllOfAsync(Current(_green));

        Assert.Equal(Enumerable.Range(1, 150).Select(i => (long)i), found.Select(e => e.SequenceNr));
    }

    [Fact]
    public async Task Current_Stored_HaveTheirTime()
    {
        await GardenAsync();

        Assert.All(await AllOfAsync(Current(_green)), e => Assert.True(e.Timestamp > 0));
    }

    [Fact]
    public async Task Live_NewStored_IsFound()
    {
        await ActorAsync(_b, $"a #{_black} car");
        var probe = Run(Query<IEventsByTagQuery>().EventsByTag(_black, Offset.NoOffset()));
        AssertIs(await probe.NextAsync(), _b, 1, $"a #{_black} car");
        await probe.NothingAsync();

        await ActorAsync(_a, $"a #{_black} dog", $"a #{_black} night");

        AssertIs(await probe.NextAsync(), _a, 1, $"a #{_black} dog");
        await probe.NothingAsync();
        AssertIs(await probe.NextAsync(), _a, 2, $"a #{_black} night");
        probe.Cancel();
    }

    [Fact]
    public async Task Live_FromOffset_StartsAfterIt()
    {
        var (a, _) = await GardenAsync();
        var all = await AllOfAsync(Current(_green));
        var probe = Run(Query<IEventsByTagQuery>().EventsByTag(_green, all[1].Offset));
        AssertIs(await probe.NextAsync(), _b, 2, $"a #{_green} leaf");

        await TellAsync(a, $"a #{_green} cucumber");

        AssertIs(await probe.NextAsync(), _a, 5, $"a #{_green} cucumber");
        probe.Cancel();
    }

    private Source<EventEnvelope, NotUsed> Current(string tag, Offset? offset = null) =>
        Query<ICurrentEventsByTagQuery>().CurrentEventsByTag(tag, offset ?? Offset.NoOffset());

    private async Task<(IActorRef A, IActorRef B)> GardenAsync()
    {
        var a = await ActorAsync(_a, "hello", $"a #{_green} apple");
        var b = await ActorAsync(_b, $"a #{_black} car");
        await TellAsync(a, "something else", $"a #{_green} banana");
        await TellAsync(b, $"a #{_green} leaf");
        return (a, b);
    }
}

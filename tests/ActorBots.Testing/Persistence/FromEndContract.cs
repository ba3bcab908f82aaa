using Akka.Persistence.Query;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For read journals that find the n-th event from the end; the cases of Akka's own FromEndOffsetSpec.</summary>
public abstract class FromEndContract : QueryContract
{
    private readonly string _tag;

    protected FromEndContract(PersistencePlugin plugin)
        : base(plugin) => _tag = plugin.NewId("tag");

    [Fact]
    public async Task CurrentByTag_FromEnd_ShowsTheLast()
    {
        var id = await StoreAsync(10);

        var found = await AllOfAsync(Query<ICurrentEventsByTagQuery>().CurrentEventsByTag(_tag, Offset.FromEnd(3)));

        Assert.Equal([(id, 8L), (id, 9L), (id, 10L)], found.Select(e => (e.PersistenceId, e.SequenceNr)));
        Assert.All(found, e => Assert.IsType<Sequence>(e.Offset));
    }

    [Fact]
    public async Task CurrentByTag_MoreThanThereAre_ShowsAll()
    {
        await StoreAsync(5);

        var found = await AllOfAsync(Query<ICurrentEventsByTagQuery>().CurrentEventsByTag(_tag, Offset.FromEnd(100)));

        Assert.Equal([1, 2, 3, 4, 5], found.Select(e => e.SequenceNr));
    }

    [Fact]
    public async Task CurrentAll_FromEnd_ShowsTheLast()
    {
        var id = await StoreAsync(5);

        var found = await AllOfAsync(Query<ICurrentAllEventsQuery>().CurrentAllEvents(Offset.FromEnd(2)));

        Assert.Equal([(id, 4L), (id, 5L)], found.Select(e => (e.PersistenceId, e.SequenceNr)));
    }

    [Fact]
    public async Task LiveByTag_FromEnd_ShowsTheLastThenNew()
    {
        await StoreAsync(5);
        var source = Query<IEventsByTagQuery>().EventsByTag(_tag, Offset.FromEnd(2));
        var probe = Run(source);
        Assert.Equal([4, 5], (await probe.NextAsync(2)).Select(e => e.SequenceNr));

        await ActorAsync(Plugin.NewId(), $"#{_tag} new");

        Assert.Equal($"#{_tag} new", (await probe.NextAsync()).Event);
        probe.Cancel();
        var again = Run(source);
        Assert.Equal([5, 1], (await again.NextAsync(2)).Select(e => e.SequenceNr));
        again.Cancel();
    }

    private async Task<string> StoreAsync(int count)
    {
        var client = NewClient();
        await client.StoreAsync([.. Enumerable.Range(1, count).Select(i => client.One(i, $"a #{_tag} apple"))]);
        return client.PersistenceId;
    }
}

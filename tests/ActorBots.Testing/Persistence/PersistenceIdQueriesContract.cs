using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Which persistence ids there are; the cases of Akka's own CurrentPersistenceIdsSpec and PersistenceIdsSpec.</summary>
public abstract class PersistenceIdQueriesContract : QueryContract
{
    protected PersistenceIdQueriesContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task CurrentIds_SomeStored_AreFound()
    {
        var ids = await ActorsAsync(3);

        Assert.Empty(ids.Except(await AllOfAsync(Query<ICurrentPersistenceIdsQuery>().CurrentPersistenceIds())));
    }

    [Fact]
    public async Task CurrentIds_ManyEvents_AreToldOnce()
    {
        var id = Plugin.NewId();
        await ActorAsync(id, [.. Enumerable.Range(1, 20).Select(i => $"e-{i}")]);

        Assert.Single(await AllOfAsync(Query<ICurrentPersistenceIdsQuery>().CurrentPersistenceIds()), i => i == id);
    }

    [Fact]
    public async Task CurrentIds_NewWhileReading_IsNotSeen()
    {
        await ActorsAsync(3);
        var expected = await AllOfAsync(Query<ICurrentPersistenceIdsQuery>().CurrentPersistenceIds());
        var probe = Run(Query<ICurrentPersistenceIdsQuery>().CurrentPersistenceIds());
        var first = await probe.NextAsync();

        await ActorsAsync(1);

        var rest = await probe.NextAsync(expected.Count - 1);
        await probe.EndAsync();
        Assert.Equal(expected.Order(), rest.Append(first).Order());
    }

    [Fact]
    public async Task Ids_NewStored_IsFound()
    {
        var ids = await ActorsAsync(2);
        var probe = RunAfter(ids[0]);
        Assert.Equal(ids.Order(), (await probe.NextAsync(2)).Order());

        var more = await ActorsAsync(1);

        Assert.Equal(more[0], await probe.NextAsync());
        probe.Cancel();
    }

    [Fact]
    public async Task Ids_StoredBeforeDemand_IsFound()
    {
        var ids = await ActorsAsync(2);
        var probe = RunAfter(ids[0]);
        var first = await probe.NextAsync();
        await probe.NothingAsync();

        var more = await ActorsAsync(1);

        Assert.Equal(ids.Concat(more).Order(), (await probe.NextAsync(2)).Append(first).Order());
        probe.Cancel();
    }

    [Fact]
    public async Task Ids_MoreThanAskedFor_Wait()
    {
        var ids = await ActorsAsync(5);
        var probe = RunAfter(ids[0]);

        var taken = (await probe.NextAsync(2)).ToList();
        await probe.NothingAsync();
        taken.AddRange(await probe.NextAsync(2));
        await probe.NothingAsync();

        Assert.Equal(4, taken.Distinct().Count());
        Assert.Empty(taken.Except(ids));
        probe.Cancel();
    }

    [Fact]
    public async Task Ids_WithSnapshots_AreFound()
    {
        var ids = await ActorsAsync(2);
        await Plugin.AskSnapshotStoreAsync<Akka.Persistence.SaveSnapshotSuccess>(
            new Akka.Persistence.SaveSnapshot(new Akka.Persistence.SnapshotMetadata(ids[0], 12, default), "s"));
        var probe = RunAfter(ids[0]);

        Assert.Equal(ids.Order(), (await probe.NextAsync(2)).Order());
        probe.Cancel();
    }

    [Fact]
    public async Task Ids_ManyEvents_AreToldOnce()
    {
        var id = Plugin.NewId();
        var actor = await ActorAsync(id, "e-1", "e-2");
        var probe = RunAfter(id);
        Assert.Equal(id, await probe.NextAsync());

        await TellAsync(actor, "e-3", "e-4");
        var more = await ActorsAsync(1);

        Assert.Equal(more[0], await probe.NextAsync());
        probe.Cancel();
    }

    /// <summary>The live query, without what other tests stored before.</summary>
    private StreamProbe<string> RunAfter(string first) => Run(Query<IPersistenceIdsQuery>().PersistenceIds()
        .Where(id => string.CompareOrdinal(id, first) >= 0 && id.StartsWith("p-", StringComparison.Ordinal)));

    private async Task<string[]> ActorsAsync(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Plugin.NewId()).ToArray();
        foreach (var id in ids)
        {
            await ActorAsync(id, "e-1");
        }

        return ids;
    }
}

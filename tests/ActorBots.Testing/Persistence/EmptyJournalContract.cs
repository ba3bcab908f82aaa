using Akka.Persistence.Query;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Queries of a journal in which nothing was ever stored: run it with a store of its own.</summary>
public abstract class EmptyJournalContract : QueryContract
{
    protected EmptyJournalContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task CurrentQueries_NothingEverStored_End()
    {
        Assert.Empty(await AllOfAsync(Query<ICurrentAllEventsQuery>().CurrentAllEvents(Offset.NoOffset())));
        Assert.Empty(await AllOfAsync(Query<ICurrentEventsByTagQuery>().CurrentEventsByTag("green", Offset.NoOffset())));
        Assert.Empty(await AllOfAsync(Query<ICurrentPersistenceIdsQuery>().CurrentPersistenceIds()));
    }
}

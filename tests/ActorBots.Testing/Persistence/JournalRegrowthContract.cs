using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For journals that go on after everything was deleted; not one of Akka's cases.</summary>
public abstract class JournalRegrowthContract : PersistenceContract
{
    protected JournalRegrowthContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Delete_EverythingThenWrite_GoesOnFromTheHighestNumber()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        await client.DeleteAsync(long.MaxValue);

        await client.StoreAsync(client.One(6));

        await client.AssertReplayAsync([6], 6);
    }
}

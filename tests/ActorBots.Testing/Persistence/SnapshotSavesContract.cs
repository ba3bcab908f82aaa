using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For stores that keep the order of saves at one sequence number; the cases of Akka's own SnapshotStoreSaveSnapshotSpec.</summary>
public abstract class SnapshotSavesContract : PersistenceContract
{
    private const int Rounds = 50;

    protected SnapshotSavesContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public Task Save_RapidlyWithoutEvents_KeepsTheLast() => AssertLastIsKeptAsync(_ => Task.FromResult(0L));

    [Fact]
    public Task Save_RapidlyAfterEvents_KeepsTheLast() => AssertLastIsKeptAsync(async client =>
    {
        await client.StoreAsync(client.One(1), client.One(2));
        return 2;
    });

    private async Task AssertLastIsKeptAsync(Func<JournalClient, Task<long>> prepare)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var client = NewClient();
            var number = await prepare(client);
            var probe = Plugin.NewProbe();
            for (var i = 0; i < 4; i++)
            {
                Plugin.SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(client.PersistenceId, number, default), $"v-{i}"), probe.Ref);
            }

            for (var i = 0; i < 4; i++)
            {
                await probe.ExpectMsgAsync<SaveSnapshotSuccess>();
            }

            var load = new LoadSnapshot(client.PersistenceId, SnapshotSelectionCriteria.Latest, long.MaxValue);
            Assert.Equal("v-3", (await Plugin.AskSnapshotStoreAsync<LoadSnapshotResult>(load)).Snapshot.Snapshot);
        }
    }
}

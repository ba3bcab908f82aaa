using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Saving twice at one sequence number is no error.</summary>
public abstract class SnapshotOverwriteContract : PersistenceContract
{
    protected SnapshotOverwriteContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Save_SameNumberTwice_SucceedsTwice()
    {
        var id = Plugin.NewId();
        var earlier = new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc).AddTicks(1);
        foreach (var timestamp in new[] { earlier, earlier.AddTicks(1) })
        {
            var saved = await Plugin.AskSnapshotStoreAsync<SaveSnapshotSuccess>(new SaveSnapshot(new SnapshotMetadata(id, 3, timestamp), "x"));
            Assert.Equal((id, 3L, timestamp), (saved.Metadata.PersistenceId, saved.Metadata.SequenceNr, saved.Metadata.Timestamp));
        }
    }
}

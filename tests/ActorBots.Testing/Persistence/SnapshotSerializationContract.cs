using Akka.Persistence;
using Akka.Persistence.Fsm;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For stores that serialize; the cases of Akka's own SnapshotStoreSerializationSpec.</summary>
public abstract class SnapshotSerializationContract : PersistenceContract
{
    protected SnapshotSerializationContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    [Fact]
    public async Task Save_Payload_GoesThroughItsSerializer() =>
        Assert.Equal(new MarkedPayload(".a."), await RoundTripAsync(new MarkedPayload("a")));

    [Fact]
    public async Task Save_PayloadWithManifest_GoesThroughItsSerializer() =>
        Assert.Equal(new ManifestPayload(".a."), await RoundTripAsync(new ManifestPayload("a")));

    [Fact]
    public async Task Save_Deliveries_ComeBackEqual()
    {
        var path = Plugin.NewProbe().Ref.Path;
        var deliveries = new AtLeastOnceDeliverySnapshot(
            17, [new UnconfirmedDelivery(1, path, "a"), new UnconfirmedDelivery(2, path, "b"), new UnconfirmedDelivery(3, path, 42)]);

        Assert.Equal(deliveries, await RoundTripAsync(deliveries));
    }

    [Fact]
    public async Task Save_NoDeliveries_ComeBackEqual()
    {
        var deliveries = new AtLeastOnceDeliverySnapshot(13, []);

        Assert.Equal(deliveries, await RoundTripAsync(deliveries));
    }

    [Fact]
    public async Task Save_StateMachine_ComesBackEqual()
    {
        var machine = new PersistentFSM.PersistentFSMSnapshot<string>("open", "data", TimeSpan.FromDays(4));

        Assert.Equal(machine, await RoundTripAsync(machine));
    }

    private async Task<object> RoundTripAsync(object snapshot)
    {
        var id = Plugin.NewId();
        await Plugin.AskSnapshotStoreAsync<SaveSnapshotSuccess>(new SaveSnapshot(new SnapshotMetadata(id, 2, default), snapshot));
        var loaded = await Plugin.AskSnapshotStoreAsync<LoadSnapshotResult>(new LoadSnapshot(id, SnapshotSelectionCriteria.Latest, long.MaxValue));
        return loaded.Snapshot.Snapshot;
    }
}

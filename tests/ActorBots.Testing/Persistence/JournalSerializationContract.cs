using Akka.Persistence;
using Akka.Persistence.Fsm;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>For journals that serialize: what goes in comes out; the cases of Akka's own JournalSerializationSpec.</summary>
public abstract class JournalSerializationContract : PersistenceContract
{
    protected JournalSerializationContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    /// <summary>Whether a replay shows what an event adapter stored beside an event.</summary>
    protected virtual bool KeepsTheAdaptersManifest => true;

    [Fact]
    public async Task Write_Payload_GoesThroughItsSerializer() =>
        Assert.Equal(new MarkedPayload(".a."), (await RoundTripAsync(new MarkedPayload("a"))).Payload);

    [Fact]
    public async Task Write_PayloadWithManifest_GoesThroughItsSerializer() =>
        Assert.Equal(new ManifestPayload(".a."), (await RoundTripAsync(new ManifestPayload("a"))).Payload);

    [Fact]
    public async Task Write_AdapterManifest_IsKept()
    {
        var stored = await RoundTripAsync("a");

        Assert.Equal("a", stored.Payload);
        Assert.Equal(KeepsTheAdaptersManifest, stored.Manifest == HashTags.TextManifest);
    }

    [Fact]
    public async Task Write_StateMachinesChange_ComesBackEqual()
    {
        var stored = await RoundTripAsync(new PersistentFSM.StateChangeEvent("open", TimeSpan.FromSeconds(342)));

        var change = Assert.IsType<PersistentFSM.StateChangeEvent>(stored.Payload);
        Assert.Equal(("open", TimeSpan.FromSeconds(342)), (change.StateIdentifier, change.Timeout));
    }

    private async Task<IPersistentRepresentation> RoundTripAsync(object payload)
    {
        var client = NewClient();
        await client.StoreAsync(client.One(1, payload));
        var (events, _) = await client.ReplayAsync();
        return Assert.Single(events);
    }
}

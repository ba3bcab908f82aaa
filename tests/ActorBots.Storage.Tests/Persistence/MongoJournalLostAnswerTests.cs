using ActorBots.Testing.Persistence;
using Akka.Actor;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>Answers that are lost between the journal and its server, which has long to repeat. Each test has a relay and an actor system of its own.</summary>
public sealed class MongoJournalLostAnswerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly LinkedMongoPlugin _plugin = new(callSeconds: 15);

    public async Task InitializeAsync()
    {
        await _plugin.InitializeAsync();
        var warm = new JournalClient(_plugin, "warm");
        await warm.StoreAsync(warm.One(1));
    }

    public Task DisposeAsync() => _plugin.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Write_AnswersLost_IsStoredOnce(int losses)
    {
        var clients = Enumerable.Range(0, 5).Select(_ => new JournalClient(_plugin, _plugin.NewId())).ToList();
        _plugin.Link.LoseAnswers("insert", losses);

        await Task.WhenAll(clients.Select(c => c.StoreAsync(c.One(1))));

        Assert.Equal(losses, _plugin.Link.LostAnswers);
        foreach (var client in clients)
        {
            Assert.Single(await _plugin.StoredAsync(client.PersistenceId));
        }
    }

    [Theory]
    [InlineData("insert", 2)]
    [InlineData("commitTransaction", 1)]
    [InlineData("commitTransaction", 3)]
    public async Task Write_SeveralAndAnswersLost_AreStoredOnce(string command, int losses)
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        _plugin.Link.LoseAnswers(command, losses);

        await client.StoreAsync(client.Several(1, 3));

        Assert.Equal(losses, _plugin.Link.LostAnswers);
        Assert.Equal([1, 2, 3], (await _plugin.StoredAsync(client.PersistenceId)).Select(d => d["SequenceNr"].AsInt64));
    }

    [Fact]
    public async Task Write_LandsAfterItFailed_MakesTheNextConflict()
    {
        var id = _plugin.NewId();
        var probe = _plugin.NewProbe();
        var actor = _plugin.StartActor(id);
        await actor.Ask<EventActor.State>(EventActor.Get.Instance, Patience);
        await probe.WatchAsync(actor);

        // What a former incarnation sent and nobody heard of any more.
        var late = new JournalClient(_plugin, id, "former");
        await late.StoreAsync(late.One(1, "late"));
        actor.Tell("next", probe.Ref);

        await probe.ExpectTerminatedAsync(actor, Patience);
        var recovered = await _plugin.StartActor(id).Ask<EventActor.State>(EventActor.Get.Instance, Patience);
        Assert.Equal(["late"], recovered.Events.ToArray());
    }
}

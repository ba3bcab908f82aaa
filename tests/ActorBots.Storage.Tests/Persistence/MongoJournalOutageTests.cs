using ActorBots.Storage.Mongo.Persistence;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Persistence;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Query;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>Servers that do not answer at all, for a while or for long. Each test has a relay and an actor system of its own.</summary>
public sealed class MongoJournalOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly LinkedMongoPlugin _plugin = new(callSeconds: 3);

    public async Task InitializeAsync()
    {
        await _plugin.InitializeAsync();
        var warm = new JournalClient(_plugin, "warm");
        await warm.StoreAsync(warm.One(1));
    }

    public Task DisposeAsync() => _plugin.DisposeAsync();

    [Fact]
    public async Task Write_NoAnswerEver_FailsAndRecoveryFindsIt()
    {
        var id = _plugin.NewId();
        var probe = _plugin.NewProbe();
        var actor = _plugin.StartActor(id);
        await actor.Ask<EventActor.State>(EventActor.Get.Instance, Patience);
        await probe.WatchAsync(actor);
        _plugin.Link.LoseAnswers("insert", int.MaxValue);

        actor.Tell("in doubt", probe.Ref);

        await probe.ExpectTerminatedAsync(actor, Patience);
        _plugin.Link.LoseAnswers("insert", 0);
        var recovered = await _plugin.StartActor(id).Ask<EventActor.State>(EventActor.Get.Instance, Patience);
        Assert.Equal(["in doubt"], recovered.Events.ToArray());
        Assert.Equal(1, recovered.Last);
        Assert.Single(await _plugin.StoredAsync(id));
    }

    [Fact]
    public async Task Write_NoAnswerInTime_IsAFailureThatSaysSo()
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        _plugin.Link.LoseAnswers("insert", int.MaxValue);

        var cause = (await client.WriteAsync(client.One(1))).AssertFailed();

        Assert.IsType<WriteOutcomeUnknownException>(cause);
        Assert.Contains(client.PersistenceId, cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ServerAway_WaitsForItAndSucceeds()
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        await _plugin.Link.SetAsync(LinkFault.Refused);
        var writing = client.WriteAsync(client.One(1));
        var several = new JournalClient(_plugin, _plugin.NewId());
        var writingSeveral = several.WriteAsync(several.Several(1, 2));
        await _plugin.NewProbe().ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        Assert.False(writing.IsCompleted || writingSeveral.IsCompleted);

        await _plugin.Link.HealAsync();

        (await writing).AssertStored();
        (await writingSeveral).AssertStored();
    }

    [Fact]
    public async Task Write_ServerAwayForLong_FailsAndNothingIsRejected()
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        await _plugin.Link.SetAsync(LinkFault.Refused);

        var several = new JournalClient(_plugin, _plugin.NewId());
        var answers = await Task.WhenAll(client.WriteAsync(client.One(1)), several.WriteAsync(several.Several(1, 3)));

        Assert.All(answers, a => a.AssertFailed());
        await _plugin.Link.HealAsync();
        Assert.Empty(await _plugin.StoredAsync(client.PersistenceId));
        await several.StoreAsync(several.Several(1, 3));
    }

    [Fact]
    public async Task Recover_ServerAway_WaitsForItAndSucceeds()
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        await client.StoreAsync(client.One(1, "stored"));
        await _plugin.Link.SetAsync(LinkFault.Refused);
        var asking = _plugin.StartActor(client.PersistenceId).Ask<EventActor.State>(EventActor.Get.Instance, Patience);
        await _plugin.NewProbe().ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        Assert.False(asking.IsCompleted);

        await _plugin.Link.HealAsync();

        Assert.Equal(["stored"], (await asking).Events.ToArray());
    }

    [Fact]
    public async Task Health_ServerAwayThenBack_IsToldAsItIs()
    {
        var extension = Akka.Persistence.Persistence.Instance.Apply(_plugin.System);
        using var bound = new CancellationTokenSource(Patience);
        Assert.Equal(PersistenceHealthStatus.Healthy, (await extension.CheckJournalHealthAsync(_plugin.JournalId, bound.Token)).Status);

        await _plugin.Link.SetAsync(LinkFault.Refused);
        Assert.Equal(PersistenceHealthStatus.Unhealthy, (await extension.CheckJournalHealthAsync(_plugin.JournalId, bound.Token)).Status);

        await _plugin.Link.HealAsync();
        while ((await extension.CheckJournalHealthAsync(_plugin.JournalId, bound.Token)).Status != PersistenceHealthStatus.Healthy)
        {
            bound.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(PersistenceHealthStatus.Healthy, (await extension.CheckSnapshotStoreHealthAsync(_plugin.SnapshotStoreId, bound.Token)).Status);
    }

    [Fact]
    public async Task LiveQuery_ServerAwayForLong_FailsAndStartsAgainFromItsOffset()
    {
        var client = new JournalClient(_plugin, _plugin.NewId());
        await client.StoreAsync(client.One(1));
        var query = (IAllEventsQuery)_plugin.ReadJournal;
        var first = new StreamProbe<EventEnvelope>(_plugin, query.AllEvents(Offset.NoOffset()));
        var last = (await first.NextAsync(2))[^1];
        await _plugin.Link.SetAsync(LinkFault.Refused);

        await first.FailAsync<TimeoutException>();

        await _plugin.Link.HealAsync();
        await client.StoreAsync(client.One(2));
        var again = new StreamProbe<EventEnvelope>(_plugin, query.AllEvents(last.Offset));
        var next = await again.NextAsync();
        Assert.Equal((client.PersistenceId, 2L), (next.PersistenceId, next.SequenceNr));
        again.Cancel();
    }
}

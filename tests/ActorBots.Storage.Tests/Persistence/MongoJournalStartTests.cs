using ActorBots.Testing.Mongo;
using ActorBots.Testing.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>A server that is not there when the plugin starts.</summary>
public sealed class MongoJournalStartTests : IAsyncLifetime
{
    private readonly LinkedMongoPlugin _plugin = new(callSeconds: 3);

    public Task InitializeAsync() => _plugin.InitializeAsync();

    public Task DisposeAsync() => _plugin.DisposeAsync();

    [Fact]
    public async Task Start_ServerAway_FailsUntilItComesAndThenWorks()
    {
        await _plugin.Link.SetAsync(LinkFault.Refused);
        var client = new JournalClient(_plugin, _plugin.NewId());
        (await client.WriteAsync(client.One(1))).AssertFailed();

        await _plugin.Link.HealAsync();

        await client.StoreAsync(client.One(1));
        await client.AssertReplayAsync([1], 1);
        Assert.Single(await _plugin.StoredAsync(client.PersistenceId));
    }
}

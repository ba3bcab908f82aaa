using ActorBots.Ports.Storage;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Storage;

namespace ActorBots.Storage.Tests.Mongo;

public sealed class MongoDeadLetterStoreTests : DeadLetterStoreContract, IClassFixture<MongoFixture>
{
    private readonly MongoDatabaseOfTest _database;

    public MongoDeadLetterStoreTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    protected override Task<IStore> OpenEmptyAsync() => _database.OpenAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DropAsync();
    }
}

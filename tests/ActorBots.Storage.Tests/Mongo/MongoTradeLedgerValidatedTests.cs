using ActorBots.Ports.Storage;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Storage;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>The same with the operator's validators on.</summary>
public sealed class MongoTradeLedgerValidatedTests : TradeLedgerContract, IClassFixture<MongoFixture>
{
    private readonly MongoDatabaseOfTest _database;

    public MongoTradeLedgerValidatedTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    protected override async Task<IStore> OpenEmptyAsync()
    {
        await MongoValidators.ApplyAsync(_database.Database);
        return await _database.OpenAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DropAsync();
    }
}

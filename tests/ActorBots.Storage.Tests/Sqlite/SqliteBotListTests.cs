using ActorBots.Ports.Storage;
using ActorBots.Storage.Sqlite;
using ActorBots.Testing.Storage;

namespace ActorBots.Storage.Tests.Sqlite;

public sealed class SqliteBotListTests : BotListContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IStore> OpenEmptyAsync() =>
        await SqliteStore.OpenAsync(_folder.File("store.db"), TimeProvider.System, None);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }
}

using ActorBots.Storage.Memory;
using ActorBots.Storage.Sqlite;

namespace ActorBots.Storage.Tests;

public sealed class StoreRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Theory]
    [InlineData("memory", typeof(MemoryStore))]
    [InlineData("sqlite", typeof(SqliteStore))]
    public async Task OpenAsync_KnownName_OpensThatStore(string name, Type expected)
    {
        await using var store = await StoreRegistry.OpenAsync(
            new StoreSettings { Name = name, Path = _folder.File("store.db") }, TimeProvider.System, CancellationToken.None);

        Assert.IsType(expected, store);
        Assert.Contains(name, StoreRegistry.Names);
    }

    [Fact]
    public async Task OpenAsync_UnknownName_NamesTheKnownOnes()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => StoreRegistry.OpenAsync(
            new StoreSettings { Name = "oracle" }, TimeProvider.System, CancellationToken.None));

        Assert.StartsWith("store name 'oracle' must be one of: memory, mongodb, sqlite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_MongoWithoutConnection_SaysSo()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => StoreRegistry.OpenAsync(
            new StoreSettings { Name = "mongodb" }, TimeProvider.System, CancellationToken.None));

        Assert.StartsWith("store 'mongodb' needs a connection", error.Message, StringComparison.Ordinal);
    }
}

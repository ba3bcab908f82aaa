using Xunit;

namespace ActorBots.Testing.Mongo;

/// <summary>A MongoDB server for the tests of one process: the first fixture starts it, all share it. Tests make databases of their own in it.</summary>
public sealed class MongoFixture : IAsyncLifetime
{
    private int _databases;

    /// <summary>The server's connection string, without a database. A replica set, unless a given server is none.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>What the server is.</summary>
    public MongoServerKind Kind { get; private set; }

    /// <summary>A name that no other test of any process uses.</summary>
    public string NewDatabaseName() => $"t{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}_{Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray())[..12]}";

    public async Task InitializeAsync() => (Kind, ConnectionString) = await SharedMongoServer.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

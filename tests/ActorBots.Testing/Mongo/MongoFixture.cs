using Xunit;

namespace ActorBots.Testing.Mongo;

/// <summary>A MongoDB server for the tests of one process. Tests make databases of their own in it.</summary>
public sealed class MongoFixture : IAsyncLifetime
{
    private int _databases;

    /// <summary>The server's connection string, without a database.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>A name that no other test of any process uses.</summary>
    public string NewDatabaseName() => $"t{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}_{Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray())[..12]}";

    public Task InitializeAsync()
    {
        ConnectionString = Environment.GetEnvironmentVariable("ACTORBOTS_TEST_MONGODB")
            ?? throw new InvalidOperationException("ACTORBOTS_TEST_MONGODB is not set");
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

using Npgsql;

namespace ActorBots.MongoServer.Storage;

/// <summary>The engine's pool of connections.</summary>
internal sealed class EngineDatabase : IAsyncDisposable
{
    /// <summary>Below the engine's own limit, so that its workers find room.</summary>
    public const int PoolSize = 110;

    private readonly NpgsqlDataSource _source;

    public EngineDatabase(string socketFolder)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Username = "postgres",
            Database = "postgres",
            MaxPoolSize = PoolSize,
            Timeout = 30,
            CommandTimeout = 0,
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            ConnectionIdleLifetime = 120,
        };
        _source = NpgsqlDataSource.Create(settings);
    }

    public async Task<EngineConnection> OpenAsync(CancellationToken cancellationToken) =>
        new(await _source.OpenConnectionAsync(cancellationToken));

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

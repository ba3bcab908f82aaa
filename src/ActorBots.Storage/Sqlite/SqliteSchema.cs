using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ActorBots.Storage.Sqlite;

/// <summary>
/// The tables of the store and their versions. Field names are those of the documents that backends read. Decimals are text, so that no
/// digit is lost; instants are Unix milliseconds, UTC. A published migration never changes; a new one is added at the end.
/// </summary>
internal static class SqliteSchema
{
    private const string VersionTable = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            version INTEGER NOT NULL PRIMARY KEY,
            applied_at INTEGER NOT NULL
        ) STRICT;
        """;

    private const string First = """
        CREATE TABLE bots (
            _id TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL,
            name TEXT NOT NULL,
            exchange TEXT NOT NULL,
            account TEXT NOT NULL,
            config TEXT NOT NULL,
            extra TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            status TEXT,
            desired_status TEXT,
            total_realized_pnl TEXT,
            unrealized_pnl TEXT,
            trades_today INTEGER,
            trades_total INTEGER,
            wins INTEGER,
            losses INTEGER,
            max_drawdown TEXT,
            last_error TEXT,
            last_heartbeat INTEGER,
            sequence_number INTEGER
        ) STRICT;

        CREATE TABLE positions (
            _id TEXT NOT NULL PRIMARY KEY,
            bot_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            exchange TEXT NOT NULL,
            symbol TEXT NOT NULL,
            side TEXT NOT NULL,
            quantity TEXT NOT NULL,
            entry_price TEXT NOT NULL,
            target_price TEXT NOT NULL,
            stop_loss TEXT NOT NULL,
            trailing_stop TEXT,
            status TEXT NOT NULL CHECK (status IN ('OPEN', 'CLOSED')),
            entry_order_id TEXT NOT NULL,
            stop_order_id TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            sequence_number INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX positions_open ON positions (bot_id, _id) WHERE status = 'OPEN';

        CREATE TABLE trades (
            _id TEXT NOT NULL PRIMARY KEY,
            bot_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            position_id TEXT NOT NULL,
            symbol TEXT NOT NULL,
            side TEXT NOT NULL,
            quantity TEXT NOT NULL,
            entry_price TEXT NOT NULL,
            exit_price TEXT NOT NULL,
            fees TEXT NOT NULL,
            funding TEXT NOT NULL,
            pnl TEXT NOT NULL,
            exit_reason TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX trades_by_time ON trades (closed_at, _id);
        CREATE INDEX trades_by_bot ON trades (bot_id, closed_at, _id);

        CREATE TABLE dead_letters (
            _id TEXT NOT NULL PRIMARY KEY,
            bot_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            payload TEXT NOT NULL,
            last_error TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            failed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX dead_letters_by_bot ON dead_letters (bot_id, _id);

        CREATE TABLE projections (
            name TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT;
        """;

    private const string Second = """
        CREATE INDEX bots_should_run ON bots (_id) WHERE desired_status IN ('RUNNING', 'PAUSED') AND sequence_number IS NOT NULL;
        """;

    /// <summary>All migrations: the first makes version 1 from nothing, the next version 2 from 1, and so on.</summary>
    public static ImmutableArray<string> Migrations { get; } = [First, Second];

    /// <summary>Brings a file to the newest version in one transaction; two processes that try at once do it once.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="migrations">The scripts, in order.</param>
    /// <param name="now">The wall clock, to note when a version was reached.</param>
    /// <exception cref="StoreFileException">The file was written by a newer program.</exception>
    public static void Migrate(SqliteConnection connection, ImmutableArray<string> migrations, DateTimeOffset now)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(VersionTable, transaction: transaction);
        var version = connection.ExecuteScalar<int>("SELECT coalesce(max(version), 0) FROM schema_versions", transaction: transaction);
        if (version > migrations.Length)
        {
            throw new StoreFileException(
                $"store file '{connection.DataSource}' has schema version {version}; this program knows versions up to {migrations.Length}",
                null);
        }

        for (; version < migrations.Length; version++)
        {
            connection.Execute(migrations[version], transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_versions (version, applied_at) VALUES (@version, @appliedAt)",
                new { version = version + 1, appliedAt = StoredInstant.ToStored(now) },
                transaction);
        }

        transaction.Commit();
    }
}

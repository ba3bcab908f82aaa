namespace ActorBots.MongoServer.Engine;

/// <summary>How PostgreSQL is configured: small, quick, and safe against the death of processes though not of the machine.</summary>
internal static class EngineSettings
{
    /// <summary>Goes into the template's configuration file.</summary>
    public const string File =
        """
        listen_addresses = ''
        max_connections = 150
        shared_preload_libraries = 'pg_cron, pg_documentdb_core, pg_documentdb'
        cron.database_name = 'postgres'
        cron.use_background_workers = on
        cron.log_run = off
        cron.log_statement = off

        # An acknowledged write is with the operating system: it outlives a killed process, not a lost machine.
        synchronous_commit = on
        fsync = off
        # Off, or with a minimal log, a kill in the middle of work left indexes that could not be read any more.
        full_page_writes = on
        wal_level = replica
        max_wal_senders = 0
        max_wal_size = 512MB

        # A test machine has few cores and many servers.
        shared_buffers = 128MB
        max_worker_processes = 8
        max_parallel_workers = 0
        max_parallel_workers_per_gather = 0
        autovacuum_max_workers = 1
        autovacuum_naptime = 60s
        jit = off
        deadlock_timeout = 50ms

        # Scans mark index entries whose documents they take for dead; after concurrent writes, some of the living were not found any more.
        documentdb_rum.enable_support_dead_index_items = off
        documentdb_extended_rum.enable_support_dead_index_items = off
        documentdb.enable_support_dead_index_items = off

        # Errors go to who asked; the log is for what ends the engine.
        log_min_messages = fatal
        log_min_error_statement = panic

        # Cursors in files bind no connection; a deadlock is an error that the front repeats; collations work in find.
        documentdb.useFileBasedPersistedCursors = on
        documentdb.throwDeadlockOnCRUD = on
        documentdb_core.enableCollation = on
        """;

    /// <summary>What depends on where a server's data are.</summary>
    public static IReadOnlyList<string> Arguments(string dataFolder, string socketFolder) =>
    [
        "-D", dataFolder,
        "-c", $"unix_socket_directories={socketFolder}",
        // The engine connects to itself to create collections apart from the caller's transaction.
        "-c", $"documentdb.localhost_connection_string=host={socketFolder}",
    ];
}

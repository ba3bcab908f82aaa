using ActorBots.MongoServer.Sessions;
using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer.Engine;

/// <summary>Makes the stopped data directory that new servers copy.</summary>
internal static class EngineTemplate
{
    private const string Extension = "CREATE EXTENSION documentdb CASCADE";

    // Indexes are built at once by the front; the engine need not look for waiting ones every two seconds.
    private const string NoIndexJobs = "SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname LIKE 'documentdb_index_build_task%'";

    public static async Task BuildAsync(EnginePrefix prefix, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await EngineUser.OwnAsync(folder, cancellationToken);
        IReadOnlyList<string> command =
        [
            .. EngineUser.Launcher(endWithParent: false), .. prefix.Command("initdb"),
            "-D", folder, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync", "--wal-segsize=4",
        ];
        await Tool.RunAsync(command[0], command.Skip(1), cancellationToken);
        await File.AppendAllTextAsync(Path.Combine(folder, "postgresql.conf"), EngineSettings.File, cancellationToken);

        using var socket = await SocketFolder.ForAsync(folder, cancellationToken);
        await using var engine = await EngineProcess.StartAsync(prefix, folder, socket.Path, time, cancellationToken);
        await using var database = new EngineDatabase(socket.Path);
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var statement in new[] { Extension, NoIndexJobs, WriteRecords.CreateTable })
        {
            await connection.RowAsync(statement, cancellationToken);
        }
    }

    /// <summary>A data directory for a new server; one that is there stays as it is.</summary>
    public static async Task CopyAsync(string template, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var unfinished = $"{folder}.new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await Tool.RunAsync("cp", ["-a", "--reflink=auto", template, unfinished], cancellationToken);
        Directory.Move(unfinished, folder);
        // The engine's user must pass through the folder above, which may be its owner's alone.
        await Tool.RunAsync("chmod", ["a+x", Path.GetDirectoryName(folder)!], cancellationToken);
    }
}

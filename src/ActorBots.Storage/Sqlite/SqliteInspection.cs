using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ActorBots.Storage.Sqlite;

/// <summary>Looks at a store's SQLite file without changing it.</summary>
public static class SqliteInspection
{
    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    public static ImmutableArray<StoreFinding> Look(string path)
    {
        if (!File.Exists(path))
        {
            return [new StoreFinding(path, "is not there", IsFine: false, "start a node once, or name another data folder")];
        }

        try
        {
            var source = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(source.ToString());
            connection.Open();
            return [Size(path), Integrity(connection, path), .. Versions(connection)];
        }
        catch (SqliteException e)
        {
            return [new StoreFinding(path, e.Message, IsFine: false, "restore the file from a backup")];
        }
    }

    private static StoreFinding Size(string path) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length} bytes"));

    private static StoreFinding Integrity(SqliteConnection connection, string path)
    {
        var answer = connection.ExecuteScalar<string>("PRAGMA quick_check(1)") ?? string.Empty;
        return new StoreFinding($"integrity of {Path.GetFileName(path)}", answer, answer == "ok", answer == "ok" ? string.Empty : "restore the file from a backup");
    }

    /// <summary>The journal's files have no versions of ours.</summary>
    private static IEnumerable<StoreFinding> Versions(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'schema_versions'") == 0)
        {
            yield break;
        }

        var version = connection.ExecuteScalar<int>("SELECT coalesce(max(version), 0) FROM schema_versions");
        var known = SqliteSchema.Migrations.Length;
        yield return new StoreFinding(
            "schema version",
            string.Create(CultureInfo.InvariantCulture, $"{version} of {known}"),
            version <= known,
            version <= known ? string.Empty : "use a newer program");
    }
}

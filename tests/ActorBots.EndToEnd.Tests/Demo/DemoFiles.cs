using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>Looks into the files of a demo from outside.</summary>
internal static class DemoFiles
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int CannotOpen = 14;
    private const int NoSuchTable = 1;

    /// <summary>Ticks that the venue's market had when its clock was saved last; zero before it first was.</summary>
    public static long Ticks(string data)
    {
        try
        {
            var rows = Query(Path.Combine(data, "venue.db"), "SELECT value FROM meta WHERE key = 'clock'");
            return rows.Count == 0 ? 0 : JsonDocument.Parse(rows[0]).RootElement.EnumerateObject()
                .First(p => string.Equals(p.Name, "ticks", StringComparison.OrdinalIgnoreCase)).Value.GetInt64();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked or CannotOpen or NoSuchTable)
        {
            return 0; // The file is just being made.
        }
    }

    /// <summary>The rows of a query, columns joined by a bar.</summary>
    public static IReadOnlyList<string> Query(string file, string sql)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False;Default Timeout=5");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? string.Empty : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>Looks into the files of a demo from outside.</summary>
internal static class DemoFiles
{
    /// <summary>How many lines of a log that is being written hold all these texts.</summary>
    public static int CountLines(string log, params string[] texts)
    {
        if (!File.Exists(log))
        {
            return 0;
        }

        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var count = 0;
        while (reader.ReadLine() is { } line)
        {
            count += texts.All(t => line.Contains(t, StringComparison.Ordinal)) ? 1 : 0;
        }

        return count;
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

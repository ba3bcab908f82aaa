using Microsoft.Data.Sqlite;

namespace ActorBots.Simulation.Ledger;

/// <summary>One SQLite connection with prepared statements kept for reuse. Not thread-safe.</summary>
internal sealed class SqlSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqlSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Runs a statement with its parameters <c>$0</c>, <c>$1</c> and so on.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    /// <summary>The first column of the first row, or nothing.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments) =>
        Prepare(sql, arguments).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>A number from the first column of the first row; zero when there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> arguments) => (long)(Scalar(sql, arguments) ?? 0L);

    /// <summary>The first column of all rows as text.</summary>
    public List<string> Texts(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Prepare(sql, arguments).ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // the texts are constants of this project; values go by parameter
            command.CommandText = sql;
#pragma warning restore CA2100
            _prepared.Add(sql, command);
        }

        command.Parameters.Clear();
        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", arguments[i] ?? DBNull.Value);
        }

        return command;
    }
}

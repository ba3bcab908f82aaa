using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace ActorBots.MongoServer.Storage;

/// <summary>One connection to the engine; outside of a transaction each statement commits by itself.</summary>
internal sealed class EngineConnection(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>Runs a statement and gives the first row, or none.</summary>
    /// <param name="sql">Parameters are <c>$1</c>, <c>$2</c> …: texts, numbers of 64 bits and BSON as bytes.</param>
    /// <param name="cancellationToken">Cancels the statement on the engine too.</param>
    /// <param name="parameters">In order.</param>
    /// <exception cref="PostgresException">The engine refused.</exception>
    public async Task<object?[]?> RowAsync(string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(ParameterOf(parameter));
        }

        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = await reader.IsDBNullAsync(i, cancellationToken) ? null : reader.GetValue(i);
        }

        return row;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private static NpgsqlParameter ParameterOf(object? value) => value switch
    {
        byte[] bson => new NpgsqlParameter<byte[]> { TypedValue = bson, NpgsqlDbType = NpgsqlDbType.Bytea },
        string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "a text, a number or BSON"),
    };
}

using ActorBots.MongoServer.Storage;
using Npgsql;

namespace ActorBots.MongoServer.Commands;

/// <summary>Runs statements for commands: in the command's transaction where it has one, else on a connection of the pool.</summary>
internal sealed class EngineCalls(EngineDatabase engine)
{
    private const int MostAttempts = 20;

    public EngineDatabase Engine => engine;

    /// <summary>Runs a statement; outside of transactions a conflict with another write is tried again, as mongod does by itself.</summary>
    public async Task<object?[]?> RowAsync(CommandContext context, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        if (context.Transaction is { } transaction)
        {
            await transaction.BeginAsync(cancellationToken);
            return await transaction.Connection.RowAsync(sql, cancellationToken, parameters);
        }

        await using var connection = await engine.OpenAsync(cancellationToken);
        return await RepeatedAsync(() => connection.RowAsync(sql, cancellationToken, parameters), cancellationToken);
    }

    public static async Task<T> RepeatedAsync<T>(Func<Task<T>> effort, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await effort();
            }
            catch (PostgresException error) when (EngineErrors.IsConflict(error) && attempt < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 * attempt), cancellationToken);
            }
        }
    }
}

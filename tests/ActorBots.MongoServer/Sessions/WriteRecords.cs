using System.Collections.Concurrent;
using ActorBots.MongoServer.Commands;
using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer.Sessions;

/// <summary>
/// What each session's newest numbered write was answered, kept in the engine in the same transaction as the write itself: a driver that
/// lost the answer asks again, also after a crash, and the write is done once. Source: the drivers' specification "Retryable Writes".
/// </summary>
internal sealed class WriteRecords
{
    /// <summary>Made with the template of the data.</summary>
    public const string CreateTable =
        "CREATE SCHEMA front; CREATE TABLE front.write_record (session text PRIMARY KEY, number bigint NOT NULL, reply bytea NOT NULL) WITH (fillfactor = 50)";

    /// <summary>Wraps a statement with a column <c>reply</c>; two parameters more: session and number.</summary>
    public static string Recording(string statement, int parameters) =>
        $"""
        WITH done AS ({statement}), kept AS (
            INSERT INTO front.write_record SELECT ${parameters + 1}, ${parameters + 2}, reply FROM done
            ON CONFLICT (session) DO UPDATE SET number = excluded.number, reply = excluded.reply)
        SELECT reply FROM done
        """;

    private const int MostSessions = 20_000;
    private const string Find = "SELECT number, reply FROM front.write_record WHERE session = $1";
    private readonly ConcurrentDictionary<string, SessionWrites> _sessions = new();

    /// <summary>Waits for the session's previous write. Release the turn after the write.</summary>
    public async Task<SessionWrites> EnterAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (_sessions.Count >= MostSessions)
        {
            _sessions.Clear();
        }

        var session = _sessions.GetOrAdd(sessionId, _ => new SessionWrites());
        await session.Turn.WaitAsync(cancellationToken);
        return session;
    }

    /// <summary>The recorded answer if exactly this write was done before.</summary>
    /// <exception cref="CommandException">A newer write of the session is known.</exception>
    public static async Task<byte[]?> FindAsync(
        SessionWrites session, string sessionId, long number, EngineConnection connection, CancellationToken cancellationToken)
    {
        if (session.Newest is { } newest && newest < number)
        {
            return null;
        }

        var row = await connection.RowAsync(Find, cancellationToken, sessionId);
        var recorded = row is null ? -1 : (long)row[0]!;
        if (recorded > number)
        {
            throw new CommandException(MongoErrors.TransactionTooOld, $"write {number} is older than the session's newest, {recorded}");
        }

        return recorded == number ? (byte[])row![1]! : null;
    }
}

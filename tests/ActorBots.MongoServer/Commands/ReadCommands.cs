using ActorBots.MongoServer.Sessions;
using MongoDB.Bson;

namespace ActorBots.MongoServer.Commands;

/// <summary><c>find</c>, <c>aggregate</c>, <c>count</c>, <c>distinct</c> and what follows on a cursor.</summary>
internal sealed class ReadCommands(EngineCalls calls, CursorTable cursors)
{
    private const string Find = "SELECT cursorpage::bytea, continuation::bytea, cursorid FROM documentdb_api.find_cursor_first_page($1, $2::documentdb_core.bson)";
    private const string Aggregate = "SELECT cursorpage::bytea, continuation::bytea, cursorid FROM documentdb_api.aggregate_cursor_first_page($1, $2::documentdb_core.bson)";
    private const string ListCollections = "SELECT cursorpage::bytea, continuation::bytea, cursorid FROM documentdb_api.list_collections_cursor_first_page($1, $2::documentdb_core.bson)";
    private const string ListIndexes = "SELECT cursorpage::bytea, continuation::bytea, cursorid FROM documentdb_api.list_indexes_cursor_first_page($1, $2::documentdb_core.bson)";
    private const string More = "SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::documentdb_core.bson, $3::documentdb_core.bson)";
    private const string Count = "SELECT document::bytea FROM documentdb_api.count_query($1, $2::documentdb_core.bson)";
    private const string Distinct = "SELECT document::bytea FROM documentdb_api.distinct_query($1, $2::documentdb_core.bson)";

    public Task<ReadOnlyMemory<byte>> FindAsync(CommandContext context, CancellationToken cancellationToken) => FirstPageAsync(context, Find, cancellationToken);

    public Task<ReadOnlyMemory<byte>> AggregateAsync(CommandContext context, CancellationToken cancellationToken) => FirstPageAsync(context, Aggregate, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ListCollectionsAsync(CommandContext context, CancellationToken cancellationToken) => FirstPageAsync(context, ListCollections, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ListIndexesAsync(CommandContext context, CancellationToken cancellationToken) => FirstPageAsync(context, ListIndexes, cancellationToken);

    public Task<ReadOnlyMemory<byte>> CountAsync(CommandContext context, CancellationToken cancellationToken) => SingleAsync(context, Count, cancellationToken);

    public Task<ReadOnlyMemory<byte>> DistinctAsync(CommandContext context, CancellationToken cancellationToken) => SingleAsync(context, Distinct, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> GetMoreAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Body[0].ToInt64();
        var row = await calls.RowAsync(context, More, cancellationToken, context.Database, context.EngineBody(), cursors.Continuation(id));
        if (row![1] is byte[] continuation)
        {
            cursors.Keep(id, continuation);
        }
        else
        {
            cursors.Close(id);
        }

        return (byte[])row[0]!;
    }

    public Task<ReadOnlyMemory<byte>> KillCursorsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var killed = context.Body["cursors"].AsBsonArray.ToLookup(id => cursors.Close(id.ToInt64()));
        return Task.FromResult<ReadOnlyMemory<byte>>(Reply.Ok(new BsonDocument
        {
            { "cursorsKilled", new BsonArray(killed[true]) },
            { "cursorsNotFound", new BsonArray(killed[false]) },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
        }));
    }

    private async Task<ReadOnlyMemory<byte>> FirstPageAsync(CommandContext context, string sql, CancellationToken cancellationToken)
    {
        var row = await calls.RowAsync(context, sql, cancellationToken, context.Database, context.EngineBody());
        if (row![1] is byte[] continuation)
        {
            cursors.Keep((long)row[2]!, continuation);
        }

        return (byte[])row[0]!;
    }

    private async Task<ReadOnlyMemory<byte>> SingleAsync(CommandContext context, string sql, CancellationToken cancellationToken) =>
        (byte[])(await calls.RowAsync(context, sql, cancellationToken, context.Database, context.EngineBody()))![0]!;
}

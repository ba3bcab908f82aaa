using ActorBots.MongoServer.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ActorBots.MongoServer.Commands;

/// <summary>Databases, collections and indexes: made, changed, dropped, listed.</summary>
internal sealed class CatalogCommands(EngineCalls calls, Namespaces namespaces)
{
    private const string Create = "SELECT documentdb_api.create_collection_view($1, $2::documentdb_core.bson)::bytea";
    private const string Modify = "SELECT documentdb_api.coll_mod($1, $2, $3::documentdb_core.bson)::bytea";
    private const string Drop = "SELECT documentdb_api.drop_collection($1, $2)";
    private const string DropDatabase = "SELECT documentdb_api.drop_database($1)";
    private const string Rename = "SELECT documentdb_api.rename_collection($1::documentdb_core.bson)::bytea";
    private const string CreateIndexes = "SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::documentdb_core.bson, true)::bytea";
    private const string DropIndexes = "SELECT documentdb_api_internal.drop_indexes_non_concurrently($1, $2::documentdb_core.bson)::bytea";
    private const string ListDatabases = "SELECT documentdb_api.list_databases($1::documentdb_core.bson)::bytea";

    public Task<ReadOnlyMemory<byte>> CreateAsync(CommandContext context, CancellationToken cancellationToken) => namespaces.ChangeAsync(
        () => DocumentAsync(context, Create, cancellationToken, context.Database, context.EngineBody()), cancellationToken);

    public Task<ReadOnlyMemory<byte>> ModifyAsync(CommandContext context, CancellationToken cancellationToken) => ExclusivelyAsync(
        context, () => DocumentAsync(context, Modify, cancellationToken, context.Database, context.Collection, context.EngineBody()), cancellationToken);

    public Task<ReadOnlyMemory<byte>> DropAsync(CommandContext context, CancellationToken cancellationToken) => ExclusivelyAsync<ReadOnlyMemory<byte>>(context, async () =>
    {
        namespaces.Forget(context.Database, context.Collection);
        var row = await calls.RowAsync(context, Drop, cancellationToken, context.Database, context.Collection);
        return row![0] is true
            ? Reply.Ok(new BsonDocument("ns", context.Namespace))
            : throw new CommandException(MongoErrors.NamespaceNotFound, "ns not found");
    }, cancellationToken);

    public Task<ReadOnlyMemory<byte>> DropDatabaseAsync(CommandContext context, CancellationToken cancellationToken) =>
        namespaces.ChangeAsync<ReadOnlyMemory<byte>>(async () =>
        {
            namespaces.Forget(context.Database, null);
            await calls.RowAsync(context, DropDatabase, cancellationToken, context.Database);
            return Reply.Ok(new BsonDocument("dropped", context.Database));
        }, cancellationToken);

    public Task<ReadOnlyMemory<byte>> RenameAsync(CommandContext context, CancellationToken cancellationToken) =>
        namespaces.ChangeAsync(async () =>
        {
            var database = context.Collection.Split('.')[0];
            namespaces.Forget(database, null);
            return await DocumentAsync(context, Rename, cancellationToken, context.EngineBody());
        }, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> CreateIndexesAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var isNew = await namespaces.EnsureAsync(context.Database, context.Collection, calls.Engine, cancellationToken);
        return await ExclusivelyAsync<ReadOnlyMemory<byte>>(context, async () =>
        {
            var answer = BsonSerializer.Deserialize<BsonDocument>(
                (await DocumentAsync(context, CreateIndexes, cancellationToken, context.Database, context.EngineBody("commitQuorum"))).ToArray());
            var counts = answer["raw"]["defaultShard"].AsBsonDocument;
            counts["createdCollectionAutomatically"] = isNew;
            return Reply.Ok(counts);
        }, cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>> DropIndexesAsync(CommandContext context, CancellationToken cancellationToken) => ExclusivelyAsync(
        context, () => DocumentAsync(context, DropIndexes, cancellationToken, context.Database, context.EngineBody()), cancellationToken);

    public Task<ReadOnlyMemory<byte>> ListDatabasesAsync(CommandContext context, CancellationToken cancellationToken) =>
        DocumentAsync(context, ListDatabases, cancellationToken, context.EngineBody());

    private async Task<T> ExclusivelyAsync<T>(CommandContext context, Func<Task<T>> change, CancellationToken cancellationToken)
    {
        var turn = await namespaces.EnterAsync(context.Namespace, cancellationToken);
        try
        {
            return await namespaces.ChangeAsync(change, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<ReadOnlyMemory<byte>> DocumentAsync(
        CommandContext context, string sql, CancellationToken cancellationToken, params object?[] parameters) =>
        (byte[])(await calls.RowAsync(context, sql, cancellationToken, parameters))![0]!;
}

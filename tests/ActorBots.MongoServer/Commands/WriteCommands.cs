using ActorBots.MongoServer.Sessions;
using ActorBots.MongoServer.Storage;
using ActorBots.MongoServer.Wire;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ActorBots.MongoServer.Commands;

/// <summary><c>insert</c>, <c>update</c>, <c>delete</c> and <c>findAndModify</c>.</summary>
internal sealed class WriteCommands(EngineCalls calls, Namespaces namespaces, WriteRecords records, ServerClock clock)
{
    private const string Insert = "SELECT p_result::bytea AS reply FROM documentdb_api.insert($1, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence)";
    private const string Update = "SELECT p_result::bytea AS reply FROM documentdb_api.update($1, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence)";
    private const string Delete = "SELECT p_result::bytea AS reply FROM documentdb_api.delete($1, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence)";
    private const string FindAndModify = "SELECT p_result::bytea AS reply FROM documentdb_api.find_and_modify($1, $2::documentdb_core.bson)";

    public async Task<ReadOnlyMemory<byte>> InsertAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var documents = SequenceOf(context, "documents");
        foreach (var document in RawBson.Documents(documents))
        {
            ServerTimestamps.Fill(document.Span, clock);
        }

        await EnsureCollectionAsync(context, cancellationToken);
        return await WriteAsync(context, Insert, cancellationToken, context.Database, context.EngineBody("documents"), documents.ToArray());
    }

    public async Task<ReadOnlyMemory<byte>> UpdateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var statements = SequenceOf(context, "updates");
        foreach (var statement in RawBson.Documents(statements))
        {
            ServerTimestamps.FillReplacement(statement.Span, clock);
        }

        await EnsureCollectionAsync(context, cancellationToken);
        return await WriteAsync(context, Update, cancellationToken, context.Database, context.EngineBody("updates"), statements.ToArray());
    }

    public Task<ReadOnlyMemory<byte>> DeleteAsync(CommandContext context, CancellationToken cancellationToken) =>
        WriteAsync(context, Delete, cancellationToken, context.Database, context.EngineBody("deletes"), SequenceOf(context, "deletes").ToArray());

    public async Task<ReadOnlyMemory<byte>> FindAndModifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Body.TryGetValue("update", out var update) && update.IsBsonDocument
            && update.AsBsonDocument.FirstOrDefault() is { } first && first.Name[0] != '$')
        {
            var replacement = update.AsBsonDocument.ToBson();
            ServerTimestamps.Fill(replacement, clock);
            context.Body["update"] = BsonSerializer.Deserialize<BsonDocument>(replacement);
        }

        await EnsureCollectionAsync(context, cancellationToken);
        return await WriteAsync(context, FindAndModify, cancellationToken, context.Database, context.EngineBody());
    }

    private async Task EnsureCollectionAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Transaction is { HasBegun: true } transaction)
        {
            await namespaces.EnsureAsync(context.Database, context.Collection, transaction.Connection, cancellationToken);
        }
        else
        {
            await namespaces.EnsureAsync(context.Database, context.Collection, calls.Engine, cancellationToken);
        }
    }

    // Drivers may send the documents in the body too; the engine gets them in one form.
    private static Memory<byte> SequenceOf(CommandContext context, string field)
    {
        if (context.Request.Sequence is { } sequence && sequence.Field == field)
        {
            return sequence.Documents;
        }

        if (!context.Body.TryGetValue(field, out var documents) || !documents.IsBsonArray)
        {
            throw new CommandException(40414, $"BSON field '{context.Request.Name}.{field}' is missing but a required field");
        }

        return documents.AsBsonArray.SelectMany(document => document.AsBsonDocument.ToBson()).ToArray();
    }

    private async Task<ReadOnlyMemory<byte>> WriteAsync(CommandContext context, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        if (context.Transaction is not null)
        {
            var row = await calls.RowAsync(context, sql, cancellationToken, parameters);
            return WriteReplies.InTransaction(context, (byte[])row![0]!);
        }

        var turn = await namespaces.EnterAsync(context.Namespace, cancellationToken);
        try
        {
            var reply = context.Session.IsRetryableWrite
                ? await RecordedAsync(context, sql, parameters, cancellationToken)
                : await OnceAgainAsync(context, async () => (byte[])(await calls.RowAsync(context, sql, cancellationToken, parameters))![0]!);
            return WriteReplies.Translated(reply, context.Namespace);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<byte[]> RecordedAsync(CommandContext context, string sql, object?[] parameters, CancellationToken cancellationToken)
    {
        var sessionId = context.Session.SessionId!;
        var number = context.Session.TransactionNumber!.Value;
        var session = await records.EnterAsync(sessionId, cancellationToken);
        try
        {
            await using var connection = await calls.Engine.OpenAsync(cancellationToken);
            if (await WriteRecords.FindAsync(session, sessionId, number, connection, cancellationToken) is { } before)
            {
                return before;
            }

            session.Newest = number;
            var recording = WriteRecords.Recording(sql, parameters.Length);
            return await OnceAgainAsync(context, () => EngineCalls.RepeatedAsync(
                async () => (byte[])(await connection.RowAsync(recording, cancellationToken, [.. parameters, sessionId, number]))![0]!,
                cancellationToken));
        }
        finally
        {
            session.Turn.Release();
        }
    }

    /// <summary>An upsert that lost against another insert of the same key finds the document at its second try.</summary>
    private static async Task<byte[]> OnceAgainAsync(CommandContext context, Func<Task<byte[]>> effort)
    {
        try
        {
            var reply = await effort();
            return WriteReplies.IsLostUpsert(context, reply) ? await effort() : reply;
        }
        catch (Npgsql.PostgresException error) when (WriteReplies.IsUpsert(context) && EngineErrors.CodeOf(error) == MongoErrors.DuplicateKey)
        {
            return await effort();
        }
    }
}

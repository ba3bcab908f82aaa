using ActorBots.MongoServer.Administration;
using ActorBots.MongoServer.Sessions;
using ActorBots.MongoServer.Storage;
using ActorBots.MongoServer.Wire;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Npgsql;

namespace ActorBots.MongoServer.Commands;

/// <summary>Takes a command through planned failures, the primary's duties and its transaction to its handler, and words every error.</summary>
internal sealed class CommandDispatcher(
    CommandTable table, TransactionTable transactions, Namespaces namespaces, CatalogGate gate, Topology topology, FailPoints failPoints, TimeProvider time)
{
    /// <summary>The answer; none means that the connection is to be closed without one.</summary>
    public async Task<ReadOnlyMemory<byte>?> AnswerAsync(CommandRequest request, ClientIdentity client, CancellationToken cancellationToken)
    {
        var context = new CommandContext(request, client);
        try
        {
            return await WithFailPointAsync(context, cancellationToken);
        }
        catch (CommandException error)
        {
            return Reply.Refused(Labelled(error, context), topology.Version);
        }
        catch (PostgresException error)
        {
            return Reply.Refused(Labelled(Translated(error, context), context), topology.Version);
        }
        catch (NpgsqlException error)
        {
            return Reply.Refused(Labelled(new CommandException(MongoErrors.InterruptedAtShutdown, error.Message), context), topology.Version);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A command of a form that is not expected here: the client learns it, the connection goes on.
            await Console.Error.WriteLineAsync($"{request.Name}: {error}");
            return Reply.Refused(new CommandException(MongoErrors.FailedToParse, error.Message), topology.Version);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> WithFailPointAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (failPoints.Strike(context) is not { } failure)
        {
            return await InTimeAsync(context, cancellationToken);
        }

        await Task.Delay(failure.Block, time, cancellationToken);
        if (failure.ClosesConnection)
        {
            return null;
        }

        if (failure.ErrorCode is { } code && failure.WriteConcernError is null && !failure.ClosesConnectionAfterExecution)
        {
            throw new CommandException(code, "Failing command via 'failCommand' failpoint", failure.ErrorLabels) { HasAllLabels = !failure.ErrorLabels.IsDefault };
        }

        var answer = await InTimeAsync(context, cancellationToken);
        if (failure.ClosesConnectionAfterExecution)
        {
            return null;
        }

        return failure.WriteConcernError is { } error ? With(answer, error, failure) : answer;
    }

    private static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> answer, BsonDocument writeConcernError, FailPoint failure)
    {
        var reply = BsonSerializer.Deserialize<BsonDocument>(answer.ToArray());
        reply["writeConcernError"] = writeConcernError;
        if (!failure.ErrorLabels.IsDefaultOrEmpty)
        {
            reply["errorLabels"] = new BsonArray(failure.ErrorLabels);
        }

        return reply.ToBson();
    }

    private async Task<ReadOnlyMemory<byte>> InTimeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var limit = context.Request.Name == "getMore" ? 0 : context.Body.GetValue("maxTimeMS", 0).ToInt64();
        if (limit == 0)
        {
            return await AsPrimaryAsync(context, cancellationToken);
        }

        using var timed = new CancellationTokenSource(TimeSpan.FromMilliseconds(limit), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timed.Token);
        try
        {
            return await AsPrimaryAsync(context, either.Token);
        }
        catch (OperationCanceledException) when (timed.IsCancellationRequested)
        {
            throw new CommandException(MongoErrors.MaxTimeExpired, "operation exceeded time limit");
        }
    }

    private async Task<ReadOnlyMemory<byte>> AsPrimaryAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.Request.Name;
        var handler = Gated(name, table.Find(name), cancellationToken);
        if (!topology.IsPrimary)
        {
            if (CommandTable.IsWrite(name))
            {
                throw new CommandException(MongoErrors.NotWritablePrimary, "not primary");
            }

            if (CommandTable.IsRead(name) && !AllowsSecondary(context.Body))
            {
                throw new CommandException(MongoErrors.NotPrimaryNoSecondaryOk, "not primary and secondaryOk=false");
            }
        }

        if (name == "commitTransaction" && transactions.WasCommitted(context.Session))
        {
            return Reply.Ok();
        }

        context.Transaction = await transactions.EnterAsync(context.Session, cancellationToken);
        return context.Transaction is null ? await handler(context, cancellationToken) : await InTransactionAsync(context, handler, cancellationToken);
    }

    /// <summary>
    /// The first write to a collection may have to make it. A hello waits for changes of the topology and passes no gate; neither does a
    /// transaction, for whose locks somebody inside may wait.
    /// </summary>
    private CommandHandler Gated(string name, CommandHandler handler, CancellationToken cancellationToken)
    {
        if (!CommandTable.IsWrite(name) && !CommandTable.IsRead(name))
        {
            return handler;
        }

        return (context, token) => context.Transaction is not null ? handler(context, token) : gate.PassAsync(
            CommandTable.ChangesCatalog(name) || (CommandTable.WritesDocuments(name) && !namespaces.IsKnown(context.Database, context.Collection)),
            () => handler(context, token),
            cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>> InTransactionAsync(CommandContext context, CommandHandler handler, CancellationToken cancellationToken)
    {
        var transaction = context.Transaction!;
        var succeeded = false;
        try
        {
            var answer = await handler(context, cancellationToken);
            succeeded = !context.FailsTransaction;
            return answer;
        }
        finally
        {
            if (!succeeded)
            {
                await transactions.AbortAsync(context.Session.SessionId!, transaction);
            }

            transactions.Leave(transaction);
        }
    }

    private static bool AllowsSecondary(BsonDocument body) =>
        body.TryGetValue("$readPreference", out var preference) && preference.AsBsonDocument.GetValue("mode", "primary") != "primary";

    private static CommandException Translated(PostgresException error, CommandContext context)
    {
        var code = EngineErrors.CodeOf(error);
        var message = code switch
        {
            MongoErrors.DuplicateKey => WriteReplies.DuplicateMessage(context.Namespace, error.ConstraintName ?? "unknown"),
            MongoErrors.WriteConflict => "Write conflict during plan execution and yielding is disabled",
            _ => error.MessageText,
        };
        return new CommandException(code, message);
    }

    /// <summary>Adds the label by which drivers know that they may send a write, or begin a transaction, again.</summary>
    private static CommandException Labelled(CommandException error, CommandContext context)
    {
        var isRetryable = MongoErrors.IsRetryable(error.Code);
        var isEndOfTransaction = context.Request.Name is "commitTransaction" or "abortTransaction";
        var label = (context.Session.IsInTransaction, isEndOfTransaction) switch
        {
            (true, false) when isRetryable || error.Code == MongoErrors.WriteConflict => MongoErrors.TransientTransactionError,
            (_, true) when isRetryable => MongoErrors.RetryableWriteError,
            (false, _) when isRetryable && context.Session.IsRetryableWrite => MongoErrors.RetryableWriteError,
            _ => null,
        };
        return label is null || error.HasAllLabels || error.Labels.Contains(label)
            ? error
            : new CommandException(error.Code, error.Message, error.Labels.Add(label));
    }
}

using ActorBots.MongoServer.Sessions;
using Npgsql;

namespace ActorBots.MongoServer.Commands;

/// <summary>The ends of transactions and sessions.</summary>
internal sealed class SessionCommands(TransactionTable transactions)
{
    public async Task<ReadOnlyMemory<byte>> CommitAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await transactions.CommitAsync(context.Session.SessionId!, context.Transaction!, cancellationToken);
            return Reply.Ok();
        }
        catch (PostgresException error)
        {
            throw new CommandException(EngineErrors.CodeOf(error), error.MessageText, [MongoErrors.TransientTransactionError]);
        }
    }

    public async Task<ReadOnlyMemory<byte>> AbortAsync(CommandContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await transactions.AbortAsync(context.Session.SessionId!, context.Transaction!);
        return Reply.Ok();
    }

    public async Task<ReadOnlyMemory<byte>> EndSessionsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        foreach (var session in context.Body[0].AsBsonArray)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await transactions.AbortSessionAsync(SessionFields.IdOf(session["id"]));
        }

        return Reply.Ok();
    }
}

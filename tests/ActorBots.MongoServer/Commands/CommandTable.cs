using System.Collections.Frozen;
using ActorBots.MongoServer.Administration;

namespace ActorBots.MongoServer.Commands;

/// <summary>Which name is carried out by whom.</summary>
internal sealed class CommandTable
{
    private static readonly FrozenSet<string> Writes = new[]
    {
        "insert", "update", "delete", "findAndModify", "create", "createIndexes", "drop", "dropDatabase", "dropIndexes", "collMod",
        "renameCollection", "commitTransaction", "abortTransaction",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Reads =
        new[] { "find", "aggregate", "count", "distinct", "getMore", "listCollections", "listIndexes", "listDatabases" }.ToFrozenSet();

    private static readonly FrozenSet<string> CatalogChanges =
        new[] { "create", "createIndexes", "drop", "dropDatabase", "dropIndexes", "collMod", "renameCollection" }.ToFrozenSet();

    private static readonly FrozenSet<string> DocumentWrites = new[] { "insert", "update", "delete", "findAndModify", "findandmodify" }.ToFrozenSet();

    private readonly FrozenDictionary<string, CommandHandler> _handlers;

    public CommandTable(
        HelloCommand hello, DiagnosticCommands diagnostics, AdminCommands admin, WriteCommands writes, ReadCommands reads,
        CatalogCommands catalog, SessionCommands sessions)
    {
        _handlers = new Dictionary<string, CommandHandler>
        {
            ["hello"] = hello.AnswerAsync,
            ["isMaster"] = hello.AnswerAsync,
            ["ismaster"] = hello.AnswerAsync,
            ["ping"] = DiagnosticCommands.OkAsync,
            ["buildInfo"] = DiagnosticCommands.BuildAsync,
            ["buildinfo"] = DiagnosticCommands.BuildAsync,
            ["getParameter"] = DiagnosticCommands.ParameterAsync,
            ["connectionStatus"] = DiagnosticCommands.ConnectionAsync,
            ["serverStatus"] = diagnostics.StatusAsync,
            ["replSetStepDown"] = admin.StepDownAsync,
            ["configureFailPoint"] = admin.ConfigureFailPointAsync,
            ["insert"] = writes.InsertAsync,
            ["update"] = writes.UpdateAsync,
            ["delete"] = writes.DeleteAsync,
            ["findAndModify"] = writes.FindAndModifyAsync,
            ["findandmodify"] = writes.FindAndModifyAsync,
            ["find"] = reads.FindAsync,
            ["aggregate"] = reads.AggregateAsync,
            ["count"] = reads.CountAsync,
            ["distinct"] = reads.DistinctAsync,
            ["getMore"] = reads.GetMoreAsync,
            ["killCursors"] = reads.KillCursorsAsync,
            ["listCollections"] = reads.ListCollectionsAsync,
            ["listIndexes"] = reads.ListIndexesAsync,
            ["listDatabases"] = catalog.ListDatabasesAsync,
            ["create"] = catalog.CreateAsync,
            ["createIndexes"] = catalog.CreateIndexesAsync,
            ["dropIndexes"] = catalog.DropIndexesAsync,
            ["collMod"] = catalog.ModifyAsync,
            ["drop"] = catalog.DropAsync,
            ["dropDatabase"] = catalog.DropDatabaseAsync,
            ["renameCollection"] = catalog.RenameAsync,
            ["commitTransaction"] = sessions.CommitAsync,
            ["abortTransaction"] = sessions.AbortAsync,
            ["endSessions"] = sessions.EndSessionsAsync,
            ["killSessions"] = sessions.EndSessionsAsync,
        }.ToFrozenDictionary();
    }

    /// <exception cref="CommandException">No such command.</exception>
    public CommandHandler Find(string name) => _handlers.TryGetValue(name, out var handler)
        ? handler
        : throw new CommandException(MongoErrors.CommandNotFound, $"no such command: '{name}'");

    /// <summary>Whether it makes, changes or drops collections or indexes.</summary>
    public static bool ChangesCatalog(string name) => CatalogChanges.Contains(name);

    /// <summary>Whether it writes documents, and so makes a collection that is not there.</summary>
    public static bool WritesDocuments(string name) => DocumentWrites.Contains(name);

    /// <summary>Only a primary carries it out.</summary>
    public static bool IsWrite(string name) => Writes.Contains(name);

    /// <summary>A primary carries it out, and another member only for those who ask for one.</summary>
    public static bool IsRead(string name) => Reads.Contains(name);
}

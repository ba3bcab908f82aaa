using ActorBots.MongoServer.Administration;
using ActorBots.MongoServer.Commands;
using ActorBots.MongoServer.Sessions;
using ActorBots.MongoServer.Storage;
using ActorBots.MongoServer.Wire;

namespace ActorBots.MongoServer;

/// <summary>The wire front: speaks MongoDB's protocol to drivers and the engine's SQL functions to the engine.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly WireListener _listener;
    private readonly Topology _topology;
    private readonly TransactionTable _transactions;
    private readonly Namespaces _namespaces = new();
    private readonly CatalogGate _gate = new();

    public Front(EngineDatabase engine, FrontOptions options, TimeProvider time)
    {
        _listener = new WireListener(options.Port);
        var port = _listener.Port;
        _topology = new Topology(options.IsReplicaSet, time, Path.Combine(options.StateFolder, "term"));
        _transactions = new TransactionTable(engine, _topology, time, options.TransactionIdleLimit);
        ConnectionString = $"mongodb://127.0.0.1:{port}/{(options.IsReplicaSet ? "?replicaSet=rs0" : "?directConnection=true")}";

        var calls = new EngineCalls(engine);
        var failPoints = new FailPoints();
        var clock = new ServerClock(time, Path.Combine(options.StateFolder, "clock"));
        var table = new CommandTable(
            new HelloCommand(_topology, time, port),
            new DiagnosticCommands(_topology, time, port),
            new AdminCommands(_topology, failPoints),
            new WriteCommands(calls, _namespaces, new WriteRecords(), clock),
            new ReadCommands(calls, new CursorTable(time)),
            new CatalogCommands(calls, _namespaces),
            new SessionCommands(_transactions));
        _listener.Serve(new CommandDispatcher(table, _transactions, _namespaces, _gate, _topology, failPoints, time));
    }

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _transactions.DisposeAsync();
        _topology.Dispose();
        _namespaces.Dispose();
        _gate.Dispose();
    }
}

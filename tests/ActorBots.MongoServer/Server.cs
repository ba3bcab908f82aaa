using ActorBots.MongoServer.Engine;
using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer;

/// <summary>An engine with a front before it, on a data folder of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly SocketFolder _socket;
    private readonly EngineProcess _engine;
    private readonly EngineDatabase _database;
    private readonly Front _front;

    private Server(SocketFolder socket, EngineProcess engine, EngineDatabase database, Front front)
    {
        _socket = socket;
        _engine = engine;
        _database = database;
        _front = front;
    }

    public string ConnectionString => _front.ConnectionString;

    /// <summary>Completes when the engine has ended by itself.</summary>
    public Task EngineEnded => _engine.Ended;

    /// <exception cref="EngineException">The engine does not start.</exception>
    public static async Task<Server> StartAsync(EnginePreparation preparation, ServeOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = Path.Combine(options.DataFolder, "engine");
        var state = Directory.CreateDirectory(Path.Combine(options.DataFolder, "front")).FullName;
        await EngineTemplate.CopyAsync(preparation.Template, data, cancellationToken);
        var socket = await SocketFolder.ForAsync(data, cancellationToken);
        var engine = await EngineProcess.StartAsync(preparation.Prefix, data, socket.Path, time, cancellationToken);
        var database = new EngineDatabase(socket.Path);
        var front = new Front(database, new FrontOptions { Port = options.Port, StateFolder = state, IsReplicaSet = options.IsReplicaSet }, time);
        return new Server(socket, engine, database, front);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _database.DisposeAsync();
        await _engine.DisposeAsync();
        _socket.Dispose();
    }
}

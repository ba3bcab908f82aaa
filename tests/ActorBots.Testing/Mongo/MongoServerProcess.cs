using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Testing.Mongo;

/// <summary>
/// A server of a test's own, with data and a port of its own, for tests that kill, freeze or demote it. A <c>mongod</c> where the machine
/// has one, else the wire front; never a given server and never a container.
/// </summary>
public sealed class MongoServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ElectionTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ServerProgram _program;
    private readonly MongoServerOptions _options;
    private ServerRun _run;

    private MongoServerProcess(ServerProgram program, MongoServerOptions options, string dataFolder, ServerRun run)
    {
        _program = program;
        _options = options;
        DataFolder = dataFolder;
        _run = run;
    }

    /// <summary>What the server is.</summary>
    public MongoServerKind Kind => _program.Kind;

    /// <summary>The same in each of its lives.</summary>
    public int Port => _run.Port;

    public string DataFolder { get; }

    /// <summary>For clients that follow the topology.</summary>
    public string ConnectionString => $"mongodb://127.0.0.1:{Port}/{(_options.IsReplicaSet ? "?replicaSet=rs0" : string.Empty)}";

    /// <summary>Starts a server and waits until it takes writes.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message holds what it said.</exception>
    public static async Task<MongoServerProcess> StartAsync(MongoServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var program = ServerProgram.Choose();
        var folder = options.DataFolder ?? Directory.CreateTempSubdirectory("actorbots-mongo-").FullName;
        var server = new MongoServerProcess(
            program, options, folder, await program.StartAsync(options, folder, cancellationToken));
        await server.AwaitPrimaryAsync(cancellationToken);
        return server;
    }

    /// <summary>Ends it as <c>kill -9</c> does, with all processes that belong to it. Its data stay.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => _run.KillAsync(cancellationToken);

    /// <summary>Starts it again on the same port and data, after a kill or instead of what runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var port = _run.Port;
        await _run.DisposeAsync();
        _run = await _program.StartAsync(_options with { Port = port }, DataFolder, cancellationToken);
        await AwaitPrimaryAsync(cancellationToken);
    }

    /// <summary>Stops all its processes where they are: connections stay, nothing answers.</summary>
    public void Freeze() => _run.Signal(ProcessSignal.Stop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _run.Signal(ProcessSignal.Continue);

    /// <summary>It is no primary for that time; then it is one again.</summary>
    public Task StepDownAsync(TimeSpan period, CancellationToken cancellationToken) =>
        RunAsync(new BsonDocument { { "replSetStepDown", (int)Math.Ceiling(period.TotalSeconds) }, { "force", true } }, cancellationToken);

    /// <summary>Plans a failure; it replaces the one before.</summary>
    /// <exception cref="NotSupportedException">This server cannot do that.</exception>
    public Task FailCommandAsync(FailCommand failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.ClosesConnectionAfterExecution && Kind != MongoServerKind.DocumentDb
            ? throw new NotSupportedException($"a {Kind} cannot close a connection after execution")
            : RunAsync(failure.ToCommand(), cancellationToken);
    }

    /// <summary>Ends the planned failure.</summary>
    public Task HealCommandsAsync(CancellationToken cancellationToken) =>
        RunAsync(new BsonDocument { { "configureFailPoint", "failCommand" }, { "mode", "off" } }, cancellationToken);

    /// <summary>Waits until it takes writes.</summary>
    /// <exception cref="TimeoutException">It took none for a minute.</exception>
    public async Task AwaitPrimaryAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ElectionTimeout);
        try
        {
            while (!(await RunAsync(new BsonDocument("hello", 1), patience.Token))["isWritablePrimary"].AsBoolean)
            {
                await Task.Delay(Pause, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no primary within {ElectionTimeout}");
        }
    }

    /// <summary>Ends it, and deletes its data if they are temporary.</summary>
    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        if (_options.DataFolder is null && Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    // One connection past the topology, so that it reaches a server that is no primary too.
    private async Task<BsonDocument> RunAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        using var client = new MongoClient($"mongodb://127.0.0.1:{Port}/?directConnection=true&appName=actorbots-tests-control");
        return await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(command, ReadPreference.PrimaryPreferred, cancellationToken);
    }
}

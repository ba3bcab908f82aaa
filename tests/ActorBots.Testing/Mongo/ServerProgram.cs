namespace ActorBots.Testing.Mongo;

/// <summary>A program that is a MongoDB server: how it is started and which processes it is.</summary>
internal abstract class ServerProgram
{
    public abstract MongoServerKind Kind { get; }

    /// <summary>The best that this machine has.</summary>
    public static ServerProgram Choose() => MongodProgram.Find() is { } mongod ? new MongodProgram(mongod) : new FrontProgram();

    /// <summary>Starts it and waits until it answers.</summary>
    public abstract Task<ServerRun> StartAsync(MongoServerOptions options, string dataFolder, CancellationToken cancellationToken);
}

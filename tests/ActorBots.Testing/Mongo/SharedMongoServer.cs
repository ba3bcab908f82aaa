using Testcontainers.MongoDb;

namespace ActorBots.Testing.Mongo;

/// <summary>The one server of this process; it ends with it.</summary>
internal static class SharedMongoServer
{
    public const string Variable = "ACTORBOTS_TEST_MONGODB";

    private const string Image = "mongo:7.0";

    private static readonly Lazy<Task<(MongoServerKind Kind, string ConnectionString)>> Server = new(ChooseAsync);

    // Never disposed of: it ends with its standard input, that is, with this process, or when the collector takes this reference.
    private static MongoServerProcess? _own;

    public static Task<(MongoServerKind Kind, string ConnectionString)> GetAsync() => Server.Value;

    private static async Task<(MongoServerKind Kind, string ConnectionString)> ChooseAsync()
    {
        var server = await FindAsync();
        await Console.Error.WriteLineAsync($"MongoDB for these tests: {server.Kind}");
        return server;
    }

    private static async Task<(MongoServerKind Kind, string ConnectionString)> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return (MongoServerKind.Given, given);
        }

        if (MongodProgram.Find() is null && DockerEngine.Answers() && await StartContainerAsync() is { } container)
        {
            return (MongoServerKind.Docker, container);
        }

        _own = await MongoServerProcess.StartAsync(new MongoServerOptions { LeavesNothing = true }, CancellationToken.None);
        return (_own.Kind, _own.ConnectionString);
    }

    private static async Task<string?> StartContainerAsync()
    {
        var container = new MongoDbBuilder(Image).WithReplicaSet("rs0").Build();
        try
        {
            await container.StartAsync();
            return container.GetConnectionString();
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or TimeoutException or Docker.DotNet.DockerApiException)
        {
            await Console.Error.WriteLineAsync($"a container of {Image} does not start, so the tests take the next server: {error.Message}");
            return null;
        }
    }
}

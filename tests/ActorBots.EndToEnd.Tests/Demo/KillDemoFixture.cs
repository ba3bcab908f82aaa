using ActorBots.Testing.Mongo;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>Plays a killed demo on each store at the same time; MongoDB outlives its demo.</summary>
public sealed class KillDemoFixture : IAsyncLifetime
{
    private const int Seed = 20_261_123;

    private readonly MongoFixture _mongo = new();

    internal Task<KilledDemo> Sqlite { get; private set; } = null!;

    internal Task<KilledDemo> Mongo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _mongo.InitializeAsync();
        Sqlite = KilledDemo.PlayAsync(Seed, "sqlite");
        Mongo = KilledDemo.PlayAsync(Seed + 1, _mongo.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(Sqlite, Mongo).ContinueWith(_ => { }, TaskScheduler.Default);
        await _mongo.DisposeAsync();
    }
}

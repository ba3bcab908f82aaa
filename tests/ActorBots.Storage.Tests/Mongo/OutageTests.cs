using System.Diagnostics;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>How the connection's bounds hold when the line to the store fails: every operation ends, in a time that is stated here.</summary>
public sealed class OutageTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private readonly MongoFixture _mongo;
    private readonly ITestOutputHelper _output;
    private readonly string _database;
    private FaultyLink _line = null!;

    public OutageTests(MongoFixture mongo, ITestOutputHelper output)
    {
        _mongo = mongo;
        _output = output;
        _database = mongo.NewDatabaseName();
    }

    public async Task InitializeAsync()
    {
        _line = await FaultyLink.StartAsync(_mongo.ConnectionString);
        using var client = new MongoClient(_mongo.ConnectionString);
        await client.GetDatabase(_database).CreateCollectionAsync("things");
    }

    public async Task DisposeAsync()
    {
        await _line.DisposeAsync();
        using var client = new MongoClient(_mongo.ConnectionString);
        await client.DropDatabaseAsync(_database);
    }

    [Theory]
    [InlineData("black hole")]
    [InlineData("answers lost")]
    [InlineData("refused")]
    public async Task Explore(string fault)
    {
        using var warm = Open();
        using var cold = Open();
        await InsertAsync(warm, "before");
        await _line.SetAsync(fault switch { "black hole" => LinkFault.BlackHole, "refused" => LinkFault.Refused, _ => LinkFault.AnswersLost });

        await Task.WhenAll(
            TimedAsync("warm insert", () => InsertAsync(warm, "warm")),
            TimedAsync("warm find", () => Things(warm).Find(new BsonDocument()).ToListAsync()),
            TimedAsync("cold insert", () => InsertAsync(cold, "cold")),
            TimedAsync("cold ping", () => cold.Database.RunCommandAsync((Command<BsonDocument>)"{ping:1}")));
        await TimedAsync("second insert", () => InsertAsync(warm, "second"));
        await _line.HealAsync();
        await TimedAsync("healed", () => InsertAsync(warm, "healed"));
        await TimedAsync("healed", () => InsertAsync(cold, "healed2"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1500)]
    public async Task Explore2(int count)
    {
        using var warm = Open();
        await InsertAsync(warm, "before");
        await _line.SetAsync(LinkFault.Refused);
        await TimedAsync("refused", () => InsertAsync(warm, "x"));
        await _line.SetAsync(LinkFault.Slow(TimeSpan.FromMilliseconds(20)));
        var before = _line.TotalConnections;
        var results = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            try
            {
                await InsertAsync(warm, $"i{i}");
                results.AddOrUpdate("ok", 1, (_, n) => n + 1);
            }
            catch (Exception e)
            {
                results.AddOrUpdate(e.GetType().Name + e.Message, 1, (_, n) => n + 1);
            }
        }));
        _output.WriteLine($"{count} in {watch.Elapsed}: peak {_line.PeakConnections} new {_line.TotalConnections - before}");
        foreach (var r in results)
        {
            _output.WriteLine($"{r.Value} {r.Key}");
        }
    }

    [Fact]
    public async Task Explore3()
    {
        using var warm = Open();
        await InsertAsync(warm, "before");
        await TimedAsync("stepdown", () => warm.Client.GetDatabase("admin").RunCommandAsync((Command<BsonDocument>)"{replSetStepDown:1}"));
        await TimedAsync("insert", () => InsertAsync(warm, "x"));
    }

    private async Task TimedAsync(string what, Func<Task> operation)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await operation();
            _output.WriteLine($"{what}: ok after {watch.Elapsed.TotalSeconds:0.0}");
        }
        catch (Exception e)
        {
            _output.WriteLine($"{what}: {e.GetType().Name} after {watch.Elapsed.TotalSeconds:0.0}: {e.Message[..Math.Min(150, e.Message.Length)]} <- {e.InnerException?.GetType().Name} {e.InnerException?.Message}");
        }
    }

    private MongoConnection Open(string options = "") =>
        MongoConnection.Create(new MongoSettings { ConnectionString = _line.ConnectionString(_mongo.ConnectionString, options), Database = _database });

    private static IMongoCollection<BsonDocument> Things(MongoConnection connection) => connection.Database.GetCollection<BsonDocument>("things");

    private static Task InsertAsync(MongoConnection connection, string id) => Things(connection).InsertOneAsync(new BsonDocument("_id", id));
}

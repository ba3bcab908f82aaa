using System.Globalization;
using ActorBots.Domain.Bots;
using ActorBots.Protocol.Serialization;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Mongo;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Benchmarks;

/// <summary>
/// Events per second of 1, 100 and 5,000 bots through the MongoDB journal as it is delivered, each waiting for its write, against the bare
/// driver's InsertMany of the same documents; then the recovery of 5,000 bots with 100 events each.
/// </summary>
internal static class MongoJournalLoad
{
    private const int BulkSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Measures writes.</summary>
    public static Task<IReadOnlyList<string>> WriteAsync(bool isSmoke) => WithDatabaseAsync(async connection =>
    {
        using var system = Start(connection);
        var lines = await MeasureWritesAsync(system, connection.Database, isSmoke);
        await system.Terminate();
        return lines;
    });

    /// <summary>Measures recoveries.</summary>
    public static Task<IReadOnlyList<string>> RecoverAsync(bool isSmoke) => WithDatabaseAsync(connection => MeasureRecoveryAsync(connection, isSmoke));

    private static async Task<IReadOnlyList<string>> WithDatabaseAsync(Func<MongoConnection, Task<IReadOnlyList<string>>> measure)
    {
        var server = new MongoFixture();
        await server.InitializeAsync();
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = server.ConnectionString, Database = server.NewDatabaseName() });
        try
        {
            return await measure(connection);
        }
        finally
        {
            await connection.Client.DropDatabaseAsync(connection.Database.DatabaseNamespace.DatabaseName);
            await server.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> MeasureWritesAsync(ActorSystem system, IMongoDatabase database, bool isSmoke)
    {
        var happened = Happened();
        await WriteAsync(await StartAsync(system, happened, "warm", 4), 5);
        (int Bots, int Each)[] loads = isSmoke ? [(1, 5), (10, 5)] : [(1, 500), (100, 50), (5_000, 10)];
        List<Figure> figures = [];
        foreach (var (bots, each) in loads)
        {
            var writers = await StartAsync(system, happened, $"b{bots}", bots);
            figures.Add(await Figure.OfAsync($"events, {bots} {(bots == 1 ? "bot" : "bots")}", (long)bots * each, () => WriteAsync(writers, each)));
        }

        var (largest, eachOfLargest) = loads[^1];
        var stored = await database.GetCollection<BsonDocument>("EventJournal")
            .Find(new BsonDocument("PersistenceId", new BsonRegularExpression($"^b{largest}-"))).Limit(largest * eachOfLargest).ToListAsync();
        var floor = await Figure.OfAsync($"bare InsertMany, {BulkSize} documents each", stored.Count, () => InsertAsync(database, stored));
        return [.. figures.Append(floor).Select(f => f.ToString()), .. figures.Select(f => f.Against(floor))];
    }

    private static async Task<IReadOnlyList<string>> MeasureRecoveryAsync(MongoConnection connection, bool isSmoke)
    {
        var (bots, each) = isSmoke ? (5, 10) : (5_000, 100);
        using (var writing = Start(connection))
        {
            await WriteTogetherAsync(writing, Happened(), bots, each);
            await writing.Terminate();
        }

        using var system = Start(connection);
        var start = TimeProvider.System.GetTimestamp();
        await StartAsync(system, Happened(), "r", bots);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        await system.Terminate();
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{$"recovery of {bots} bots with {each} events each",-44} {seconds,16:N1} s"),
            new Figure("events recovered", bots * each / seconds).ToString(),
        ];
    }

    private static BotEvent Happened() => new BotScenario().Holding().Events.OfType<BotEvent.OrderIntended>().First();

    private static ActorSystem Start(MongoConnection connection)
    {
        var file = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "storage.mongodb.hocon"));
        var config = ConfigurationFactory.ParseString($$"""
            akka.loglevel = WARNING
            akka.actor {
              serializers.actorbots = "{{typeof(ActorBotsSerializer).FullName}}, ActorBots.Protocol"
              serialization-bindings."{{typeof(BotEvent).FullName}}, ActorBots.Domain" = actorbots
            }
            """).WithFallback(ConfigurationFactory.ParseString(file));
        return ActorSystem.Create("mongo-load", ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config), new MongoSetup(connection)));
    }

    /// <summary>Bots that have recovered.</summary>
    private static async Task<IReadOnlyList<IActorRef>> StartAsync(ActorSystem system, BotEvent happened, string name, int bots)
    {
        var writers = Enumerable.Range(0, bots).Select(i => system.ActorOf(Props.Create(() => new EventWriter($"{name}-{i}", happened)))).ToList();
        await WriteAsync(writers, 0);
        return writers;
    }

    private static Task WriteAsync(IEnumerable<IActorRef> writers, int count) => Task.WhenAll(writers.Select(w => w.Ask<int>(count, Patience)));

    /// <summary>Fills the journal for a recovery; by PersistAll, for the time of this is not measured.</summary>
    private static async Task WriteTogetherAsync(ActorSystem system, BotEvent happened, int bots, int each)
    {
        foreach (var wave in Enumerable.Range(0, bots).Chunk(200))
        {
            await Task.WhenAll(wave.Select(i =>
                system.ActorOf(Props.Create(() => new EventWriter($"r-{i}", happened))).Ask<int>(new EventWriter.Together(each), Patience)));
        }
    }

    private static async Task InsertAsync(IMongoDatabase database, List<BsonDocument> stored)
    {
        var collection = database.GetCollection<BsonDocument>("Floor");
        await collection.Indexes.CreateManyAsync(
        [
            new(Builders<BsonDocument>.IndexKeys.Ascending("PersistenceId").Descending("SequenceNr")),
            new(Builders<BsonDocument>.IndexKeys.Ascending("Ordering")),
            new(Builders<BsonDocument>.IndexKeys.Ascending("Tags").Ascending("Ordering")),
        ]);
        foreach (var bulk in stored.Chunk(BulkSize))
        {
            await collection.InsertManyAsync(bulk, new InsertManyOptions { IsOrdered = false });
        }
    }
}

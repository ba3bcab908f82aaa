using ActorBots.Domain.Bots;
using ActorBots.Protocol.Serialization;
using ActorBots.Testing.Bots;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Microsoft.Data.Sqlite;

namespace ActorBots.Benchmarks;

/// <summary>Events per second of one and of many bots through the journal as it is delivered, against raw inserts of the same bytes.</summary>
internal static class JournalLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<string>> RunAsync(bool isSmoke)
    {
        var (many, each) = isSmoke ? (3, 3) : (200, 25);
        var folder = Directory.CreateTempSubdirectory("actorbots-journal-").FullName;
        try
        {
            using var system = ActorSystem.Create("journal-load", ConfigOf(folder));
            var happened = new BotScenario().Holding().Events.OfType<BotEvent.OrderIntended>().First();
            await WriteAsync(system, happened, "warm", 1, 1);
            var one = await Figure.OfAsync("events, 1 bot", each * 8L, () => WriteAsync(system, happened, "one", 1, each * 8));
            var all = await Figure.OfAsync($"events, {many} bots", (long)many * each, () => WriteAsync(system, happened, "many", many, each));
            var bytes = ((SerializerWithStringManifest)system.Serialization.FindSerializerFor(happened)).ToBinary(happened);
            var raw = await Figure.OfAsync("raw inserts, one transaction each", each * 8L, () => InsertAsync(Path.Combine(folder, "raw.db"), bytes, each * 8));
            await system.Terminate();
            return [one.ToString(), all.ToString(), raw.ToString(), one.Against(raw), all.Against(raw)];
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Config ConfigOf(string folder)
    {
        var file = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "storage.sqlite.hocon"));
        return ConfigurationFactory.ParseString($$"""
            akka.loglevel = WARNING
            akka.actor {
              serializers.actorbots = "{{typeof(ActorBotsSerializer).FullName}}, ActorBots.Protocol"
              serialization-bindings."{{typeof(BotEvent).FullName}}, ActorBots.Domain" = actorbots
            }
            """).WithFallback(ConfigurationFactory.ParseString(file.Replace("{data}", folder.Replace('\\', '/'), StringComparison.Ordinal)));
    }

    private static Task WriteAsync(ActorSystem system, BotEvent happened, string name, int bots, int count) => Task.WhenAll(
        Enumerable.Range(0, bots).Select(i =>
            system.ActorOf(Props.Create(() => new EventWriter($"{name}-{i}", happened))).Ask<int>(count, Patience)));

    private static async Task InsertAsync(string path, byte[] bytes, int count)
    {
        await using var connection = new SqliteConnection($"Data Source={path}");
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = "CREATE TABLE event (number INTEGER PRIMARY KEY, body BLOB NOT NULL)";
        await create.ExecuteNonQueryAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO event (body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", bytes);
        for (var i = 0; i < count; i++)
        {
            await insert.ExecuteNonQueryAsync();
        }
    }
}

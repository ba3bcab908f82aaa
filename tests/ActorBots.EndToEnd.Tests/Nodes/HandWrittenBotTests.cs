using ActorBots.CrashNode;
using ActorBots.EndToEnd.Tests.Crashes;
using ActorBots.Host.Credentials;
using ActorBots.Host.Nodes;
using ActorBots.Host.Simulated;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using Akka.Actor;
using MongoDB.Bson;
using MongoDB.Driver;
using Serilog;

namespace ActorBots.EndToEnd.Tests.Nodes;

/// <summary>Documents as a person types them into <c>mongosh</c>, in the form of the original engine, and what a real node makes of them.</summary>
public sealed class HandWrittenBotTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private const string Id = "665f1c2e9b1d4a0012ab34cd";

    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Node_DocumentsTypedByHand_GoodOneRunsBadOnesAreRefusedWhole()
    {
        using var folder = new TemporaryFolder();
        await using var venue = await CrashVenue.OpenAsync(SimulatedWire.Bybit, folder.PathOf("venue.db"), [Round.Target]);
        var where = new MongoSettings { ConnectionString = mongo.ConnectionString, Database = mongo.NewDatabaseName() };
        using var connection = MongoConnection.Create(where);
        var bots = connection.Database.GetCollection<BsonDocument>("bots");
        await bots.InsertManyAsync([Typed(), Broken(), new BsonDocument("_id", 7)]);

        var settings = Program.SettingsOf(venue.Wire, venue.Address, folder.PathOf("node"), where);
        var parts = new NodeParts { Credentials = Credentials() };
        await using (var node = await Node.StartAsync(settings, parts, new LoggerConfiguration().CreateLogger(), TimeProvider.System, CancellationToken.None))
        {
            var broken = Assert.IsType<CommandReply.Refused>(await node.Bots.Ask<CommandReply>(new BotCommand.StartBot("broken"), StateTimeout));
            Assert.IsType<CommandReply.Accepted>(await node.Bots.Ask<CommandReply>(new BotCommand.StartBot(Id), StateTimeout));

            Assert.Equal(["config.trading.leverage", "exchange", "user_id"], broken.Fields.Select(f => f.Path).Order(StringComparer.Ordinal));
            await Eventually.GetAsync("a running bot", StateTimeout, async () =>
                await node.Bots.Ask<BotReply>(new GetBot(Id), StateTimeout) is { Status: "RUNNING", Price: not null } reply ? reply : null);
            await Eventually.GetAsync("its status in the document", StateTimeout, async () =>
                await bots.Find(new BsonDocument { ["_id"] = new ObjectId(Id), ["status"] = "RUNNING" }).FirstOrDefaultAsync());
        }

        var kept = await bots.Find(new BsonDocument("_id", new ObjectId(Id))).FirstAsync();
        Assert.Equal("gold", kept["plan"].AsString);
        Assert.Equal(Typed()["config"], kept["config"]);
        Assert.Equal(BsonType.ObjectId, kept["user_id"].BsonType);
        await connection.Client.DropDatabaseAsync(where.Database);
    }

    /// <summary>As in the original engine's guide: object ids, doubles, only what is needed, and a field of the backend's own.</summary>
    private static BsonDocument Typed() => BsonDocument.Parse($$"""
        {
          "_id": ObjectId("{{Id}}"),
          "user_id": ObjectId("665f1c2e9b1d4a0012ab34ce"),
          "exchange": "bybit",
          "config": {
            "trading": { "symbol": "BTCUSDT", "leverage": 10 },
            "atr": { "period": 10, "entry_multiplier": 0.8 },
            "budget": { "allocated_amount": 2000.0, "max_position_percentage": 0.50 }
          },
          "plan": "gold"
        }
        """);

    private static BsonDocument Broken() => BsonDocument.Parse("""
        {
          "_id": "broken",
          "config": { "trading": { "symbol": "BTCUSDT", "leverage": -1 }, "budget": { "allocated_amount": 2000 } }
        }
        """);

    /// <summary>A document that names no account uses <c>main</c>.</summary>
    private static InMemoryCredentialProvider Credentials() => new(
        new Dictionary<string, VenueCredentials>(StringComparer.Ordinal) { ["main"] = new(CrashBot.ApiKey, CrashBot.ApiSecret) },
        new Dictionary<string, string>(StringComparer.Ordinal));
}

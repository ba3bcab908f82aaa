using ActorBots.Host.Settings;
using ActorBots.Venues.Bitunix;
using Akka.Configuration.Hocon;

namespace ActorBots.Host.Tests.Settings;

public sealed class NodeSettingsReaderTests : IDisposable
{
    /// <summary>Values for keys whose default would not accept just any text.</summary>
    private static readonly Dictionary<string, string> OtherValues = new(StringComparer.Ordinal)
    {
        ["actorbots.cluster.seed-nodes"] = "[\"akka.tcp://actorbots@10.0.0.1:4053\"]",
        ["actorbots.venues.bybit.environment"] = "mainnet",
        ["actorbots.venues.bybit.simulated-address"] = "\"http://127.0.0.1:9\"",
        ["actorbots.venues.bybit.reference-instrument"] = "ETHUSDT",
        ["actorbots.venues.bitunix.simulated-address"] = "\"http://127.0.0.1:9\"",
        ["actorbots.venues.bitunix.reference-instrument"] = "ETHUSDT",
    };

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly string _secretFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public static TheoryData<string> Keys =>
    [
        .. new[] { "actorbots.hocon", "venues/bybit.hocon", "venues/bitunix.hocon" }
            .SelectMany(file => Leaves(HoconFiles.Read(file).GetValue("actorbots"), "actorbots")),
    ];

    public void Dispose()
    {
        File.Delete(_file);
        File.Delete(_secretFile);
    }

    [Fact]
    public void Read_WithoutAFile_GivesTheDefaults()
    {
        var (settings, _) = NodeSettingsReader.Read(null);

        Assert.Equal(("sqlite", 4053, "information"), (settings.Storage, settings.Port, settings.LogLevel));
        Assert.Equal((TimeSpan.FromSeconds(30), 200), (settings.Bots.HeartbeatInterval, settings.Bots.SnapshotEvery));
        Assert.Equal("testnet", settings.Venues.Bybit!.Environment);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_EachKey_MattersOrIsRefused(string key)
    {
        var context = key.StartsWith("actorbots.mongodb.", StringComparison.Ordinal) ? OnMongo() : "actorbots.venues.bitunix.enabled = true\n";
        var defaults = Text(Read(context));
        string given;
        try
        {
            given = Text(Read($"{context}{key} = {OtherValues.GetValueOrDefault(key, "xyz")}"));
        }
        catch (SettingsException e)
        {
            Assert.Contains(e.Problems, p => p.StartsWith(key, StringComparison.Ordinal));
            return;
        }

        Assert.True(given != defaults, $"{key} is read by nobody");
    }

    [Fact]
    public void Read_VenueDisabled_IsNotOffered() => Assert.Null(Read("actorbots.venues.bybit.enabled = false").Venues.Bybit);

    [Fact]
    public void Read_Bitunix_IsOffUntilSomebodySwitchesItOn()
    {
        Assert.Null(Read(string.Empty).Venues.Bitunix);

        var bitunix = Read("actorbots.venues.bitunix { enabled = true, candle-hold = 0ms }").Venues.Bitunix!;

        Assert.Equal(new BitunixSettings { Environment = "mainnet", CandleHold = TimeSpan.Zero }, bitunix);
    }

    [Fact]
    public void Read_UnknownKeyOfAVenue_HintsAtTheNearest() => Assert.Contains(
        "nearest known one is actorbots.venues.bitunix.candle-hold",
        Assert.Single(ProblemsOf("actorbots.venues.bitunix.candle-hol = 1s")),
        StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownKey_HintsAtTheNearest()
    {
        var problem = Assert.Single(ProblemsOf("actorbots.bots.heartbeat-intervall = 1s"));

        Assert.Contains("actorbots.bots.heartbeat-intervall", problem, StringComparison.Ordinal);
        Assert.Contains("nearest known one is actorbots.bots.heartbeat-interval", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownRoot_IsRefused() =>
        Assert.Contains("actorbot:", Assert.Single(ProblemsOf("actorbot.storage = memory")), StringComparison.Ordinal);

    [Fact]
    public void Read_AkkasOwnKeys_AreTheOperatorsBusiness() => Assert.Equal("sqlite", Read("akka.loglevel = DEBUG").Storage);

    [Fact]
    public void Read_SeveralProblems_TellsAllAtOnce()
    {
        var problems = ProblemsOf("""
            actorbots.storage = floppy
            actorbots.cluster.port = 70000
            actorbots.bots.protection-grace = 5s
            actorbots.bots.snapshot-every = many
            actorbots.webhooks.allow-plain-http = maybe
            actorbots.logs.levell = debug
            """);

        Assert.Equal(6, problems.Count);
        Assert.Contains(problems, p => p.Contains("'floppy'", StringComparison.Ordinal) && p.Contains("sqlite, mongodb, memory", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'70000'", StringComparison.Ordinal) && p.Contains("0 to 65535", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'5s'", StringComparison.Ordinal) && p.Contains("10ms to 900ms", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FileIsMissing_NamesIt() =>
        Assert.Contains("no-such-file", Assert.Single(Assert.Throws<SettingsException>(() => NodeSettingsReader.Read("no-such-file")).Problems), StringComparison.Ordinal);

    [Fact]
    public void Read_UnfinishedFile_IsRefused() =>
        Assert.StartsWith("actorbots.storage = ''", Assert.Single(ProblemsOf("actorbots { storage = ")), StringComparison.Ordinal);

    [Fact]
    public void Read_MongoWithAFile_TakesTheConnectionStringFromIt()
    {
        var mongo = Read(OnMongo("mongodb://bots:hidden@10.0.0.7:27017/trading\n")).Mongo!;

        Assert.Equal(("mongodb://bots:hidden@10.0.0.7:27017/trading", null), (mongo.ConnectionString, mongo.Database));
    }

    [Theory]
    [InlineData("mongodb://bots:hidden@db/?w=1&journal=false", 2)]
    [InlineData("mongodb://bots:hidden@db/?readPreference=nearest&readConcernLevel=local", 2)]
    [InlineData("mongodb://bots:hidden@db/?noSuchOption=1&w=majority", 0)]
    [InlineData("bots:hidden@db", 1)]
    [InlineData("", 1)]
    public void Read_WeakOrBadConnectionString_IsRefusedWithoutTheSecret(string connectionString, int problems)
    {
        if (problems == 0)
        {
            Assert.NotNull(Read(OnMongo(connectionString)).Mongo);
            return;
        }

        var found = ProblemsOf(OnMongo(connectionString));

        Assert.Equal(problems, found.Count);
        Assert.All(found, p => Assert.StartsWith("actorbots.mongodb", p, StringComparison.Ordinal));
        Assert.DoesNotContain(found, p => p.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MongoSettings_HideTheSecretInText() =>
        Assert.DoesNotContain("hidden", Read(OnMongo("mongodb://bots:hidden@db/x")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_DatabaseWithIllegalName_IsRefused() =>
        Assert.Contains("'a/b'", Assert.Single(ProblemsOf($"{OnMongo()}actorbots.mongodb.database = \"a/b\"")), StringComparison.Ordinal);

    private static IEnumerable<string> Leaves(HoconValue value, string path) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Leaves(item.Value, $"{path}.{item.Key}"))
        : [path];

    private static string Text(NodeSettings settings) => $"{settings}|{string.Join(',', settings.SeedNodes)}|{settings.Venues.Bybit}";

    private string OnMongo(string connectionString = "mongodb://127.0.0.1:1")
    {
        File.WriteAllText(_secretFile, connectionString);
        return $"actorbots.storage = mongodb\nactorbots.mongodb.connection-string-file = \"{_secretFile}\"\n";
    }

    private NodeSettings Read(string hocon)
    {
        File.WriteAllText(_file, hocon);
        return NodeSettingsReader.Read(_file).Settings;
    }

    private IReadOnlyList<string> ProblemsOf(string hocon) => Assert.Throws<SettingsException>(() => Read(hocon)).Problems;
}

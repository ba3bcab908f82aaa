using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Coordination;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>The lease's configuration, and how Akka makes it.</summary>
public sealed class MongoLeaseSettingsTests
{
    private const string Section = "akka.coordination.lease.mongodb";
    private const string Secret = "mongodb://user:hush@127.0.0.1:1/";

    [Fact]
    public void Of_DefaultConfig_IsTheDocumentedOne()
    {
        var settings = MongoLeaseSettings.Of(LeaseSettings.Create(MongoLease.DefaultConfig.GetConfig(Section), "shard-1", "node-0:4053"));

        Assert.Equal(
            (TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(17), "leases", string.Empty),
            (settings.HeartbeatTimeout, settings.HeartbeatInterval, settings.OperationTimeout, settings.Trust, settings.Collection, settings.ConnectionString));
        Assert.Equal(("shard-1", "node-0:4053"), (settings.Name, settings.Owner));
    }

    [Theory]
    [InlineData(25_000, 8_333, 4_000, "")]
    [InlineData(25_000, 8_334, 4_000, "heartbeat-interval '8334 ms' of lease 'shard-1': allowed is 10 ms to less than 8333.3 ms, a third of heartbeat-timeout")]
    [InlineData(25_000, 9, 4_000, "heartbeat-interval '9 ms' of lease 'shard-1': allowed is 10 ms to less than 8333.3 ms, a third of heartbeat-timeout")]
    [InlineData(25_000, 4_000, 17_000, "")]
    [InlineData(25_000, 4_000, 17_001, "lease-operation-timeout '17001 ms' of lease 'shard-1': allowed is 10 ms to 17000 ms, which is heartbeat-timeout less two heartbeat-intervals")]
    [InlineData(25_000, 4_000, 0, "lease-operation-timeout '0 ms' of lease 'shard-1': allowed is 10 ms to 17000 ms, which is heartbeat-timeout less two heartbeat-intervals")]
    [InlineData(3_600_001, 4_000, 4_000, "heartbeat-timeout '3600001 ms' of lease 'shard-1': allowed is at most 3600000 ms")]
    public void Of_Times_AreChecked(int timeout, int interval, int operation, string problem)
    {
        var settings = Settings(timeout, interval, operation);
        var thrown = Record.Exception(() => MongoLeaseSettings.Of(settings));

        Assert.Equal(problem, (thrown as MongoSettingsException)?.Message ?? string.Empty);
    }

    [Fact]
    public void Of_SeveralProblems_AreToldAtOnce()
    {
        var settings = new LeaseSettings(
            " ", string.Empty, new TimeoutSettings(TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.Zero), ConfigurationFactory.ParseString("collection = \"a$b\""));

        var thrown = Assert.Throws<MongoSettingsException>(() => MongoLeaseSettings.Of(settings));

        Assert.Equal(
            ["lease name", "owner", "heartbeat-interval", "lease-operation-timeout", "collection"],
            thrown.Problems.Select(problem => problem[..problem.IndexOf(" '", StringComparison.Ordinal)]));
    }

    [Fact]
    public void ToString_OfSettings_HidesTheConnectionString()
    {
        var settings = MongoLeaseSettings.Of(Settings(25_000, 4_000, 4_000, $"connection-string = \"{Secret}\""));

        Assert.Equal(Secret, settings.ConnectionString);
        Assert.DoesNotContain("hush", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetLease_ConnectionString_MakesTheLease()
    {
        using var system = Open($"{Section}.connection-string = \"{Secret}\"");

        var lease = LeaseProvider.Get(system).GetLease("shard-1", Section, "node-0:4053");

        Assert.IsType<MongoLease>(lease);
        Assert.False(lease.CheckLease());
        await system.Terminate();
    }

    [Fact]
    public async Task GetLease_Setup_WinsOverTheConnectionString()
    {
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = "mongodb://127.0.0.1:1/" });
        using var system = Open($"{Section}.connection-string = nonsense", new MongoSetup(connection));

        Assert.IsType<MongoLease>(LeaseProvider.Get(system).GetLease("shard-1", Section, "node-0:4053"));
        await system.Terminate();
    }

    [Fact]
    public async Task GetLease_NeitherSetupNorConnectionString_IsRefused()
    {
        using var system = Open(string.Empty);

        var thrown = Record.Exception(() => LeaseProvider.Get(system).GetLease("shard-1", Section, "node-0:4053"));

        Assert.Contains("connection-string of the lease is missing", thrown?.ToString() ?? string.Empty, StringComparison.Ordinal);
        await system.Terminate();
    }

    private static ActorSystem Open(string config, params Setup[] setups)
    {
        var bootstrap = BootstrapSetup.Create().WithConfig(
            ConfigurationFactory.ParseString(config).WithFallback(MongoLease.DefaultConfig).WithFallback("akka.loglevel = OFF, akka.stdout-loglevel = OFF"));
        return ActorSystem.Create("lease-settings", ActorSystemSetup.Create([bootstrap, .. setups]));
    }

    private static LeaseSettings Settings(int timeout, int interval, int operation, string config = "collection = leases") => new(
        "shard-1",
        "node-0:4053",
        new TimeoutSettings(TimeSpan.FromMilliseconds(interval), TimeSpan.FromMilliseconds(timeout), TimeSpan.FromMilliseconds(operation)),
        ConfigurationFactory.ParseString(config));
}

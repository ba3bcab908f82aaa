using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitSettingsTests
{
    [Theory]
    [InlineData("mainnet", "https://api.bybit.com/", "wss://stream.bybit.com/v5/public/linear", "wss://stream.bybit.com/v5/private")]
    [InlineData("testnet", "https://api-testnet.bybit.com/", "wss://stream-testnet.bybit.com/v5/public/linear", "wss://stream-testnet.bybit.com/v5/private")]
    [InlineData("demo", "https://api-demo.bybit.com/", "wss://stream.bybit.com/v5/public/linear", "wss://stream-demo.bybit.com/v5/private")]
    public void ResolveEnvironment_Named_GivesItsHosts(string name, string rest, string publicStream, string privateStream)
    {
        var environment = new BybitSettings { Environment = name }.ResolveEnvironment();

        Assert.Equal((rest, publicStream, privateStream), (environment.RestAddress.ToString(), environment.PublicStream.ToString(), environment.PrivateStream.ToString()));
    }

    [Fact]
    public void ResolveEnvironment_Simulated_UsesTheGivenAddress()
    {
        var environment = new BybitSettings { Environment = "simulated", SimulatedAddress = new("http://127.0.0.1:8099") }.ResolveEnvironment();

        Assert.Equal("http://127.0.0.1:8099/", environment.RestAddress.ToString());
        Assert.Equal("ws://127.0.0.1:8099/v5/public/linear", environment.PublicStream.ToString());
        Assert.Equal("ws://127.0.0.1:8099/v5/private", environment.PrivateStream.ToString());
    }

    [Theory]
    [InlineData("http://10.0.0.5:80")]
    [InlineData("http://api.bybit.com")]
    [InlineData("ws://127.0.0.1:8099")]
    [InlineData("https://host/path")]
    public void Problems_SimulatedElsewhereInPlainText_AreRefused(string address)
    {
        var problems = new BybitSettings { Environment = "simulated", SimulatedAddress = new(address) }.Problems();

        Assert.Contains("simulated-address", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_Several_AreToldAllAtOnceWithKeyValueAndRange()
    {
        var settings = new BybitSettings
        {
            Environment = "live",
            SimulatedAddress = new("http://127.0.0.1:1"),
            ReceiveWindow = TimeSpan.FromMinutes(5),
            QueueLimit = 0,
            Http = new HttpSettings { MaxAttempts = 11 },
            Streams = new StreamSettings { StaleAfter = TimeSpan.Zero },
        };

        var problems = settings.Problems();

        Assert.Equal(6, problems.Length);
        Assert.Contains("actorbots.venues.bybit.environment = 'live' must be one of mainnet, testnet, demo, simulated", problems);
        Assert.Contains("actorbots.venues.bybit.receive-window = 300s must be 1s to 60s", problems);
        Assert.Contains("actorbots.venues.bybit.streams.stale-after = 0ms must be 200ms to 600s", problems);
        var error = Assert.Throws<ArgumentException>(() => new BybitConnector(settings, TimeProvider.System, NullLoggerFactory.Instance));
        Assert.All(problems, p => Assert.Contains(p, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void VenueRegistry_Bybit_IsOfferedByItsName()
    {
        using var registry = new VenueRegistry(
            new VenuesSettings { Bybit = new BybitSettings { Environment = "testnet" } }, TimeProvider.System, NullLoggerFactory.Instance);

        Assert.Equal(["bybit"], registry.Names);
        Assert.True(registry.TryGet("bybit", out var connector));
        Assert.Equal("bybit", connector.Venue);
        Assert.False(registry.TryGet("bitunix", out _));
    }
}

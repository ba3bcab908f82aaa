using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixSettingsTests
{
    [Fact]
    public void ResolveEnvironment_Mainnet_GivesItsHosts()
    {
        var environment = new BitunixSettings { Environment = "mainnet" }.ResolveEnvironment();

        Assert.Equal(
            ("https://fapi.bitunix.com/", "wss://fapi.bitunix.com/public/", "wss://fapi.bitunix.com/private/"),
            (environment.RestAddress.ToString(), environment.PublicStream.ToString(), environment.PrivateStream.ToString()));
    }

    [Fact]
    public void ResolveEnvironment_Simulated_UsesTheGivenAddress()
    {
        var environment = new BitunixSettings { Environment = "simulated", SimulatedAddress = new("http://127.0.0.1:8098") }.ResolveEnvironment();

        Assert.Equal(
            ("http://127.0.0.1:8098/", "ws://127.0.0.1:8098/public/", "ws://127.0.0.1:8098/private/"),
            (environment.RestAddress.ToString(), environment.PublicStream.ToString(), environment.PrivateStream.ToString()));
    }

    [Theory]
    [InlineData("http://10.0.0.5:80")]
    [InlineData("http://fapi.bitunix.com")]
    [InlineData("ws://127.0.0.1:8099")]
    [InlineData("https://host/path")]
    public void Problems_SimulatedElsewhereInPlainText_AreRefused(string address)
    {
        var problems = new BitunixSettings { Environment = "simulated", SimulatedAddress = new(address) }.Problems();

        Assert.Contains("simulated-address", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_Several_AreToldAllAtOnceWithKeyValueAndRange()
    {
        var settings = new BitunixSettings
        {
            Environment = "testnet",
            SimulatedAddress = new("http://127.0.0.1:1"),
            EndpointRequestsPerSecond = 11,
            CandleHold = TimeSpan.FromSeconds(6),
            SubscriptionsPerConnection = 301,
            Http = new HttpSettings { MaxAttempts = 11 },
            Streams = new StreamSettings { PingInterval = TimeSpan.FromMilliseconds(100) },
        };

        var problems = settings.Problems();

        Assert.Equal(7, problems.Length);
        Assert.Contains("actorbots.venues.bitunix.environment = 'testnet' must be one of mainnet, simulated", problems);
        Assert.Contains("actorbots.venues.bitunix.endpoint-requests-per-second = 11 must be 1 to 10", problems);
        Assert.Contains("actorbots.venues.bitunix.candle-hold = 6s must be 0ms to 5s", problems);
        Assert.Contains("actorbots.venues.bitunix.subscriptions-per-connection = 301 must be 10 to 300", problems);
        Assert.Contains("actorbots.venues.bitunix.streams.ping-interval = 100ms must be 1s to 60s", problems);
        var error = Assert.Throws<ArgumentException>(() => new BitunixConnector(settings, TimeProvider.System, NullLoggerFactory.Instance));
        Assert.All(problems, p => Assert.Contains(p, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void VenueRegistry_Both_AreOfferedByTheirNames()
    {
        var settings = new VenuesSettings
        {
            Bybit = new BybitSettings { Environment = "testnet" },
            Bitunix = new BitunixSettings { Environment = "mainnet" },
        };
        using var registry = new VenueRegistry(settings, TimeProvider.System, NullLoggerFactory.Instance);

        Assert.Equal(["bitunix", "bybit"], registry.Names);
        Assert.True(registry.TryGet("bitunix", out var connector));
        Assert.Equal("bitunix", connector.Venue);
    }
}

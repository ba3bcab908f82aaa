using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>A Bybit server over an exchange whose prices the test has written down. Two accounts, BTCUSDT and ETHUSDT.</summary>
internal sealed class TestVenue : IAsyncDisposable
{
    public const string Key = "TESTKEY0123456789a";
    public const string Secret = "TESTSECRET0123456789abcdefghijklmnop";
    public const string OtherKey = "OTHERKEY0123456789";

    public static readonly DateTimeOffset Start = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private TestVenue(SimulatedExchange exchange, BybitSimulationServer server, FaultPlan faults)
    {
        Exchange = exchange;
        Server = server;
        Faults = faults;
        Rest = new TestRestClient(server.BaseAddress, Key, Secret);
    }

    public SimulatedExchange Exchange { get; }

    public BybitSimulationServer Server { get; }

    public FaultPlan Faults { get; }

    public TestRestClient Rest { get; }

    /// <summary>Starts a venue whose instruments stand at their first price.</summary>
    public static async Task<TestVenue> StartAsync(
        IEnumerable<decimal>? prices = null, BybitServerSettings? settings = null, MatchingSettings? matching = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var exchange = await SimulatedExchange.OpenAsync(
            new SimulationSettings
            {
                Accounts = [new AccountSettings(Key, Secret, 100_000m), new AccountSettings(OtherKey, "other-secret", 5_000m)],
                Feeds = [Feed("BTCUSDT", [.. prices ?? Enumerable.Repeat(60_000m, 300)], 0), Feed("ETHUSDT", [.. Enumerable.Repeat(3_000m, 300)], 100)],
                Speed = null,
                Matching = matching ?? new MatchingSettings(),
                History = new HistorySettings { Candles = 0 },
            },
            time,
            CancellationToken.None);
        var faults = new FaultPlan();
        var server = await BybitSimulationServer.StartAsync(
            exchange, settings ?? new BybitServerSettings { RateLimitFactor = 100 }, faults, time, NullLoggerFactory.Instance, CancellationToken.None);
        return new TestVenue(exchange, server, faults);
    }

    /// <summary>Publishes the next tick of BTCUSDT (and those of ETHUSDT before it).</summary>
    public MarketTick AdvanceBitcoin()
    {
        while (true)
        {
            var tick = Exchange.Advance();
            Assert.NotNull(tick);
            if (tick.Symbol == "BTCUSDT")
            {
                return tick;
            }
        }
    }

    public Task<TestStream> OpenPublicAsync() => TestStream.ConnectAsync(Server.PublicStreamUri);

    /// <summary>Opens a private stream, authenticated and subscribed.</summary>
    public async Task<TestStream> OpenPrivateAsync(params string[] topics)
    {
        var stream = await TestStream.ConnectAsync(Server.PrivateStreamUri);
        await stream.AuthenticateAsync(Key, Secret);
        if (topics.Length > 0)
        {
            await stream.SubscribeAsync(topics);
        }

        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await Server.DisposeAsync();
        await Exchange.DisposeAsync();
    }

    private static FeedSettings.Scripted Feed(string symbol, ImmutableArray<decimal> prices, int offsetMs) => new(
        symbol,
        [.. prices.Select((price, i) => new FeedTick(Start.AddSeconds(i).AddMilliseconds(offsetMs), price, 0.5m, OrderSide.Buy))]);
}

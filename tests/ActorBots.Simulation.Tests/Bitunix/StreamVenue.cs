using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>A Bitunix server over a market of BTCUSDT whose prices the test has written down; orders go to the exchange itself.</summary>
internal sealed class StreamVenue : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const string Secret = "fedcba9876543210fedcba9876543210";
    public const string OtherKey = "other";
    public const string Btc = "BTCUSDT";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 11, 59, 0, TimeSpan.Zero);

    private StreamVenue(SimulatedExchange exchange, BitunixSimulationServer server, FaultPlan faults)
    {
        Exchange = exchange;
        Server = server;
        Faults = faults;
    }

    public SimulatedExchange Exchange { get; }

    public BitunixSimulationServer Server { get; }

    public FaultPlan Faults { get; }

    public PositionSnapshot Position => Exchange.GetPositions(Key, Btc)[0];

    /// <summary>Starts; the first tick is published. A tick every 30 seconds.</summary>
    public static Task<StreamVenue> StartAsync(params decimal[] prices) => StartAsync(new BitunixServerSettings { RateLimitFactor = 100 }, null, prices);

    public static async Task<StreamVenue> StartAsync(BitunixServerSettings settings, TimeProvider? time, params decimal[] prices)
    {
        prices = prices.Length > 0 ? prices : [60_000m, 60_000m, 60_000m];
        var ticks = prices.Select((price, i) => new FeedTick(Start.AddSeconds(30 * i), price, 0.5m, i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell));
        return await OnFeedsAsync(settings, time, new FeedSettings.Scripted(Btc, [.. ticks]));
    }

    public static Task<StreamVenue> StartAsync(BitunixServerSettings settings, TimeProvider? time, FeedSettings feed) => OnFeedsAsync(settings, time, feed);

    public static async Task<StreamVenue> OnFeedsAsync(BitunixServerSettings settings, TimeProvider? time, params FeedSettings[] feeds)
    {
        time ??= TimeProvider.System;
        var exchange = await SimulatedExchange.OpenAsync(
            new SimulationSettings
            {
                Accounts = [new AccountSettings(Key, Secret, 100_000m), new AccountSettings(OtherKey, "other-secret", 5_000m)],
                Feeds = [.. feeds],
                Speed = null,
                Fees = new FeeRates(0.0006m, 0.0002m),
                History = new HistorySettings { Candles = 0 },
                Customs = BitunixCustoms.Value,
            },
            time,
            CancellationToken.None);
        var faults = new FaultPlan();
        var server = await BitunixSimulationServer.StartAsync(exchange, settings, faults, time, NullLoggerFactory.Instance, CancellationToken.None);
        exchange.Advance();
        return new StreamVenue(exchange, server, faults);
    }

    public MarketTick? Advance() => Exchange.Advance();

    public Task<StreamClient> OpenPublicAsync() => StreamClient.ConnectAsync(Server.PublicStreamUri);

    /// <summary>Opens a private stream and logs in.</summary>
    public async Task<StreamClient> OpenPrivateAsync()
    {
        var client = await StreamClient.ConnectAsync(Server.PrivateStreamUri);
        await client.LoginAsync();
        return client;
    }

    public VenueOrder Place(OrderSide side, decimal quantity, string clientId = "", bool reduceOnly = false, decimal? price = null)
    {
        var outcome = Exchange.PlaceOrder(Key, new OrderTicket
        {
            Symbol = Btc,
            Side = side,
            Type = price is null ? OrderType.Market : OrderType.Limit,
            Price = price,
            Quantity = quantity,
            ClientOrderId = clientId,
            ReduceOnly = reduceOnly,
        });
        Assert.True(outcome.IsSuccess, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public VenueOrder Protect(ConditionalKind kind, decimal quantity, decimal trigger)
    {
        var outcome = Exchange.Protections.Place(Key, new ProtectionTicket
        {
            Symbol = Btc,
            PositionId = Position.PositionId,
            Kind = kind,
            Quantity = quantity,
            TriggerPrice = trigger,
        });
        Assert.True(outcome.IsSuccess, outcome.Refusal?.ToString());
        return outcome.Value[0];
    }

    public Task FlushAsync() => Server.FlushAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Exchange.DisposeAsync();
    }
}

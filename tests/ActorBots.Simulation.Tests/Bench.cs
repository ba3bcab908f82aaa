using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests;

/// <summary>A small exchange on a scripted market, with the calls that tests make all the time.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Key = "key-1";
    public const string Btc = "BTCUSDT";

    public static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private Bench(SimulatedExchange exchange, FakeTimeProvider clock)
    {
        Exchange = exchange;
        Clock = clock;
        Exchange.Subscribe(Events.Add);
    }

    public SimulatedExchange Exchange { get; }

    public FakeTimeProvider Clock { get; }

    public List<SimulationEvent> Events { get; } = [];

    public WalletSnapshot Wallet => Exchange.GetWallet(Key);

    public PositionSnapshot Position => Exchange.GetPositions(Key, Btc)[0];

    /// <summary>Ticks of BTCUSDT, one a second, beginning at <see cref="Start"/>.</summary>
    public static FeedSettings Ticks(params decimal[] prices) => new FeedSettings.Scripted(
        Btc, [.. prices.Select((p, i) => new FeedTick(Start.AddSeconds(i), p, 1m, OrderSide.Buy))]);

    public static SimulationSettings Settings(params ImmutableArray<FeedSettings> feeds) => new()
    {
        Accounts = [new AccountSettings(Key, "secret", 10_000m)],
        Feeds = feeds,
        Speed = null,
    };

    public static Task<Bench> OpenAsync(params decimal[] prices) => OpenAsync(Settings(Ticks(prices)));

    public static async Task<Bench> OpenAsync(SimulationSettings settings, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(Start);
        var bench = new Bench(await SimulatedExchange.OpenAsync(settings, clock, CancellationToken.None), clock);
        return bench;
    }

    /// <summary>Opens and publishes the first tick.</summary>
    public static async Task<Bench> StartAsync(params decimal[] prices)
    {
        var bench = await OpenAsync(prices);
        bench.Advance();
        return bench;
    }

    public static async Task<Bench> StartAsync(SimulationSettings settings)
    {
        var bench = await OpenAsync(settings);
        bench.Advance();
        return bench;
    }

    public static OrderTicket AtMarket(OrderSide side, decimal quantity, string id = "", bool reduceOnly = false) => new()
    {
        Symbol = Btc,
        Side = side,
        Type = OrderType.Market,
        Quantity = quantity,
        ClientOrderId = id,
        ReduceOnly = reduceOnly,
    };

    public static OrderTicket AtLimit(OrderSide side, decimal quantity, decimal price, string id = "") =>
        AtMarket(side, quantity, id) with { Type = OrderType.Limit, Price = price };

    /// <summary>A protective stop of a long position.</summary>
    public static OrderTicket Stop(decimal quantity, decimal trigger, string id = "") => AtMarket(OrderSide.Sell, quantity, id, reduceOnly: true) with
    {
        TriggerPrice = trigger,
        TriggerDirection = TriggerDirection.Falling,
    };

    public static OrderReference ByClientId(string id) => new(Btc, null, id);

    public MarketTick? Advance(int ticks = 1)
    {
        MarketTick? last = null;
        for (var i = 0; i < ticks; i++)
        {
            last = Exchange.Advance();
        }

        return last;
    }

    public VenueOrder Place(OrderTicket ticket)
    {
        var outcome = Exchange.PlaceOrder(Key, ticket);
        Assert.True(outcome.IsSuccess, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public RefusalCode Refused(OrderTicket ticket)
    {
        var outcome = Exchange.PlaceOrder(Key, ticket);
        Assert.False(outcome.IsSuccess, "the order was accepted");
        return outcome.Refusal.Code;
    }

    public VenueOrder Order(string clientOrderId) =>
        Exchange.FindOrder(Key, null, clientOrderId) ?? throw new InvalidOperationException($"no order {clientOrderId}");

    public ImmutableArray<VenueExecution> Executions() => Exchange.GetExecutions(Key, new ExecutionQuery { Limit = 1000 });

    public void AssertBooks()
    {
        var audit = Exchange.GetAudit();
        Assert.All(audit.Accounts, a => Assert.Equal(0m, a.Imbalance));
        Assert.Equal(0, audit.DuplicateClientOrderIds);
    }

    public ValueTask DisposeAsync() => Exchange.DisposeAsync();
}

/// <summary>Fills every order by one plan.</summary>
internal sealed class FixedPlan(MatchPlan plan) : IMatchPolicy
{
    public MatchPlan PlanFor(VenueOrder order) => plan;
}

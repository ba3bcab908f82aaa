using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Orders;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>
/// A simulated venue that plays a script, behind the wire of one exchange, and the way to clients on it: an account with 100 000 USDT,
/// <c>BTCUSDT</c> as in <see cref="Some.Instrument"/>, and trades that come one by one when the contract asks for them. All that people, the
/// venue and bad luck may do is here in words that fit every venue.
/// </summary>
public abstract class VenueStage : IAsyncDisposable
{
    private readonly List<IVenueConnector> _connectors = [];
    private SimulatedExchange? _exchange;
    private Uri? _address;

    /// <summary>Takes the script; <see cref="StartAsync"/> opens the stage.</summary>
    protected VenueStage(StageScript script)
    {
        Script = script;
        HostClock.Lead = script.HostClockLead;
    }

    /// <summary>Market time of the script's first trade: noon of the day before yesterday, so that spans of time are as short as on a real venue.</summary>
    public static DateTimeOffset Start { get; } = new(TimeProvider.System.GetUtcNow().Date - TimeSpan.FromHours(36), TimeSpan.Zero);

    /// <summary>Market time between two trades of the script.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(20);

    /// <summary>A script in which nothing happens.</summary>
    public static ImmutableArray<decimal> Calm { get; } = [.. Enumerable.Repeat(60_000m, 60)];

    /// <summary>The account's key.</summary>
    public static VenueCredentials Credentials { get; } = new("TESTKEY0123456789a", "TESTSECRET0123456789abcdefghijklmnop");

    /// <summary>Key of somebody else's account, with 5 000 USDT.</summary>
    public static VenueCredentials OtherCredentials { get; } = new("OTHERKEY0123456789", "OTHERSECRET0123456789abcdefghijklmno");

    /// <summary>What differs between the venues.</summary>
    public abstract VenueTraits Traits { get; }

    /// <summary>The venue's core, which is the oracle: what it holds is what happened.</summary>
    public SimulatedExchange Exchange => _exchange ?? throw new InvalidOperationException("the stage is not open");

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The clock of the clients' host.</summary>
    public ShiftedTime HostClock { get; } = new();

    /// <summary>The way to the clients under test.</summary>
    public IVenueConnector Connector => _connectors[^1];

    /// <summary>The account's executions in the order in which they happened, funding left out.</summary>
    public ImmutableArray<VenueExecution> Executions =>
    [
        .. Exchange.GetExecutions(Credentials.ApiKey, new ExecutionQuery { Limit = 1000 }).Where(e => e.Kind != ExecutionKind.Funding).Reverse(),
    ];

    /// <summary>The account's conditional orders that rest.</summary>
    public ImmutableArray<VenueOrder> RestingStops =>
        [.. Exchange.GetOpenOrders(Credentials.ApiKey, null).Where(o => o.Conditional != ConditionalKind.None)];

    /// <summary>The account's wallet balance, USDT.</summary>
    public decimal Wallet => Exchange.GetWallet(Credentials.ApiKey).Balance;

    /// <summary>Base units that the account holds long.</summary>
    public decimal LongSize => SizeOf(OrderSide.Buy);

    /// <summary>Base units that the account holds short.</summary>
    public decimal ShortSize => SizeOf(OrderSide.Sell);

    /// <summary>How many orders at the venue, open or closed, have a client order id.</summary>
    public int CountOrders(ClientOrderId order) => Exchange.GetOpenOrders(Credentials.ApiKey, null)
        .Concat(Exchange.GetClosedOrders(Credentials.ApiKey, new OrderQuery { Limit = 1000 }))
        .Count(o => o.ClientOrderId == order.Value);

    /// <summary>Plays the next trades of the script.</summary>
    public void Play(int trades = 1)
    {
        for (var i = 0; i < trades; i++)
        {
            Assert.NotNull(Exchange.Advance());
        }
    }

    /// <summary>A client of the account in a process of its own, which knows nothing.</summary>
    public IExecutionClient OpenClientOfAnotherProcess()
    {
        _connectors.Add(OpenConnector(_address!, HostClock));
        return OpenClient();
    }

    /// <summary>A client of the account.</summary>
    public IExecutionClient OpenClient() => Connector.OpenExecution("main", Credentials);

    /// <summary>The wire as the venue's documentation tells it, spoken without our gateway.</summary>
    public VenueWire OpenWire() => OpenWire(_address!);

    /// <summary>The venue stops and starts again from its ledger, on the same address.</summary>
    public async Task RestartVenueAsync()
    {
        await StopServerAsync();
        await Exchange.DisposeAsync();
        _exchange = await OpenExchangeAsync();
        _address = await StartServerAsync(Exchange, _address!.Port);
    }

    /// <summary>The user changes the position mode on the venue's screen.</summary>
    public virtual void SetPositionMode(PositionMode mode)
    {
        var outcome = Exchange.SwitchPositionMode(Credentials.ApiKey, Some.InstrumentId.Symbol, mode);
        Assert.True(outcome.IsSuccess, outcome.IsSuccess ? string.Empty : outcome.Refusal.Code.ToString());
    }

    /// <summary>The user trades on the venue's screen, without a client order id.</summary>
    /// <param name="side">Which way.</param>
    /// <param name="quantity">Base units.</param>
    /// <param name="leg">0 in one-way mode; 1 for the long leg, 2 for the short leg in hedge mode.</param>
    public VenueOrder UserTrades(OrderSide side, decimal quantity, int leg = 0)
    {
        var outcome = Exchange.PlaceOrder(Credentials.ApiKey, new OrderTicket
        {
            Symbol = Some.InstrumentId.Symbol,
            Side = side,
            Type = OrderType.Market,
            Quantity = quantity,
            PositionIndex = leg,
        });
        Assert.True(outcome.IsSuccess);
        return outcome.Value;
    }

    /// <summary>The venue or the user closes the long position, or a part of it.</summary>
    public void CloseLong(OrderOrigin origin, decimal? quantity = null)
    {
        var leg = Exchange.GetPositionMode(Credentials.ApiKey, Some.InstrumentId.Symbol) == PositionMode.Hedge ? 1 : 0;
        Assert.True(Exchange.ForceClose(Credentials.ApiKey, Some.InstrumentId.Symbol, leg, origin, quantity).IsSuccess);
    }

    /// <summary>The user cancels a resting order on the venue's screen.</summary>
    public void UserCancels(VenueOrder order) =>
        Assert.True(Exchange.CancelOrder(Credentials.ApiKey, new OrderReference(order.Symbol, order.OrderId, null)).IsSuccess);

    /// <summary>The venue halts the instrument, or lets it trade again.</summary>
    public void SetTrading(bool isTrading) => Exchange.SetTrading(Some.InstrumentId.Symbol, isTrading);

    /// <summary>The venue executes the next order and its answer gets lost.</summary>
    public void LoseNextOrderAnswer() => Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropAnswer());

    /// <summary>Something goes wrong with the next request of an operation.</summary>
    public ArmedFault Break(string operation, FaultAction action) => Faults.Add(FaultMatch.OnFirst(operation), action);

    /// <summary>Something goes wrong with the next message of a topic.</summary>
    public ArmedFault BreakMessage(FaultStream stream, string topic, FaultAction action) =>
        Faults.Add(FaultMatch.OnMessage(stream, topic) with { To = 1 }, action);

    /// <summary>The public stream breaks at its next confirmed or open candle, which is lost.</summary>
    public void CutPublicStreamAtNextCandle() => BreakMessage(FaultStream.Public, Traits.CandleTopic, new FaultAction.CutStream());

    /// <summary>The private stream breaks at its next message, which is lost.</summary>
    public void CutPrivateStreamAtNextMessage() => BreakMessage(FaultStream.Private, "*", new FaultAction.CutStream());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var connector in _connectors.OfType<IDisposable>())
        {
            connector.Dispose();
        }

        await StopServerAsync();
        await Exchange.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the exchange, serves it and connects.</summary>
    protected async Task StartAsync()
    {
        _exchange = await OpenExchangeAsync();
        if (Script.Mode == PositionMode.Hedge)
        {
            SetPositionMode(PositionMode.Hedge);
        }

        _address = await StartServerAsync(Exchange, 0);
        _connectors.Add(OpenConnector(_address, HostClock));
    }

    /// <summary>What is played.</summary>
    protected StageScript Script { get; }

    /// <summary>Serves the exchange on a port, 0 for any.</summary>
    /// <returns>The address for REST calls.</returns>
    protected abstract Task<Uri> StartServerAsync(SimulatedExchange exchange, int port);

    /// <summary>Stops serving.</summary>
    protected abstract Task StopServerAsync();

    /// <summary>The gateway under test.</summary>
    protected abstract IVenueConnector OpenConnector(Uri address, TimeProvider hostClock);

    /// <summary>The bare wire.</summary>
    protected abstract VenueWire OpenWire(Uri address);

    private Task<SimulatedExchange> OpenExchangeAsync()
    {
        var ticks = Script.Prices.Select((price, i) => new FeedTick(Start + (i * Step), price, 0.5m, OrderSide.Buy));
        return SimulatedExchange.OpenAsync(
            new SimulationSettings
            {
                Accounts =
                [
                    new AccountSettings(Credentials.ApiKey, Credentials.ApiSecret, Script.Balance),
                    new AccountSettings(OtherCredentials.ApiKey, OtherCredentials.ApiSecret, 5_000m),
                ],
                Feeds = [new FeedSettings.Scripted(Some.InstrumentId.Symbol, [.. ticks])],
                Speed = null,
                History = new HistorySettings { Candles = 0 },
                Fees = new FeeRates(Traits.TakerFeeRate, 0.0002m),
                Funding = Script.Funding,
                Matching = Script.Matching with { MaxConditionalOrders = Traits.MaxStops, MaxPartialProtections = Traits.MaxStops },
                LedgerPath = Script.LedgerPath,
                Customs = Traits.Customs,
            },
            TimeProvider.System,
            CancellationToken.None);
    }

    private decimal SizeOf(OrderSide side) => Exchange.GetPositions(Credentials.ApiKey, null).Where(p => p.Side == side).Sum(p => p.Size);
}

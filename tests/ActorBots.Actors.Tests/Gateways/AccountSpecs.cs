using System.Collections.Immutable;
using ActorBots.Actors.Gateways;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Venues;
using Akka.Actor;
using Akka.TestKit;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>The gateway of one account with its effort actors; the bots' region is the test, the venue a script.</summary>
public abstract class AccountSpecs : ActorSpecs
{
    protected const string Account = "paper.main";
    protected const string BotId = "bot-1";

    protected AccountSpecs() => Bots = CreateTestProbe("bots");

    protected TestProbe Bots { get; }

    protected FakeVenueConnector Connector { get; } = new();

    protected FakeExecutionClient Venue => Connector.Account;

    protected FakeCredentials Credentials { get; } = new();

    protected AccountSettings Settings { get; } = new();

    protected IActorRef Gateway { get; private set; } = ActorRefs.Nobody;

    protected static OrderRequest Entry { get; } = Some.EntryRequest();

    protected static OrderRequest Stop { get; } = Some.EntryRequest() with
    {
        ClientOrderId = ClientOrderId.For(BotId, 2, OrderPurpose.ProtectiveStop),
        Side = OrderSide.Sell,
        Purpose = OrderPurpose.ProtectiveStop,
        TriggerPrice = new Price(89_000m),
    };

    protected void Create(string account = Account)
    {
        var services = new AccountGatewayServices(
            new Dictionary<string, IVenueConnector> { ["paper"] = Connector },
            new Dictionary<string, InstrumentDirectory> { ["paper"] = new(Connector, Time) },
            Credentials,
            Settings,
            Time);
        Gateway = Sys.ActorOf(AccountGatewayActor.Create(account, services, Bots));
    }

    /// <summary>A gateway that is open and connected, with attached bots.</summary>
    protected void Open(params (string BotId, decimal Open)[] bots)
    {
        Credentials.Put("main");
        Create();
        Venue.Say(new AccountEvent.Connected(Time.GetUtcNow()));
        foreach (var (botId, open) in bots)
        {
            Tell(new AccountCommand.Attach(Account, botId, Some.InstrumentId, 10m, new Quantity(open)));
            Next<AccountNews.Attached>(Bots);
        }
    }

    protected void Tell(AccountCommand command) => Gateway.Tell(OverTheWire(command), ActorRefs.NoSender);

    protected void Submit(OrderRequest order) => Tell(new AccountCommand.Submit(Account, order.ClientOrderId.BotId, Some.Approved(order)));

    protected void Resolve(OrderRequest order) =>
        Tell(new AccountCommand.Resolve(Account, order.ClientOrderId.BotId, order.Instrument, LiveOf(order)));

    protected void Reconcile(string botId = BotId, DateTimeOffset? since = null, params OrderRequest[] orders) => Tell(new AccountCommand.Reconcile(
        Account, botId, Some.InstrumentId, [.. orders.Select(LiveOf)], since, Quantity.Zero));

    /// <summary>What a bot is told next of a kind.</summary>
    protected T Told<T>(string botId = BotId)
        where T : BotInput => (T)Next<TellBot>(Bots, m => m.BotId == botId && m.Input is T).Input;

    protected int Count(FakeCallKind kind) => Venue.Of(kind).Count;

    /// <summary>The account's history from now on.</summary>
    protected void Remember(ImmutableArray<Fill> fills, ImmutableArray<FundingPayment> funding) =>
        Venue.OnHistory = _ => FakeAnswer.Of(new AccountHistory(fills, funding));

    private LiveOrder LiveOf(OrderRequest order) => new(order.ClientOrderId, IsInFlight: true, Time.GetUtcNow());
}

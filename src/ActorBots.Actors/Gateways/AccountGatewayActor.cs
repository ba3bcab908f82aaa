using ActorBots.Actors.Bots;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// The one place in the cluster that sends orders for one venue account. Holds its private stream and client, routes news to the bots, and
/// gives each order's effort to a small actor of its own. Stores nothing: what it needs it learns from the venue and the bots.
/// </summary>
internal sealed class AccountGatewayActor : ReceiveActor, IWithTimers, IWithStash
{
    private readonly AccountId _account;
    private readonly AccountGatewayServices _services;
    private readonly BotRouter _bots;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stopping = new();
    private readonly AccountDesk _desk;
    private readonly EffortBook _efforts = new(Context);
    private OrderEffort _effort = null!;
    private IActorRef _reconciler = ActorRefs.Nobody;

    public AccountGatewayActor(string accountId, AccountGatewayServices services, IActorRef botRegion)
    {
        _account = AccountId.Parse(accountId);
        _services = services;
        _bots = new BotRouter(botRegion);
        _desk = new AccountDesk(_account, _bots, services, _log);
        Opening();
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    public IStash Stash { get; set; } = null!;

    public static Props Create(string accountId, AccountGatewayServices services, IActorRef botRegion) =>
        Props.Create(() => new AccountGatewayActor(accountId, services, botRegion));

    protected override void PreStart() => Self.Tell(OpenDue.Instance);

    /// <summary>What bots know of their orders reaches the client before anything else is done with a message.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is AccountCommand command)
        {
            _effort?.Recognise(command);
        }

        return base.AroundReceive(receive, message);
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        if (_effort is not null)
        {
            _ = _effort.Client.DisposeAsync().AsTask();
        }
    }

    /// <summary>Until the account is open, bots that attach are told why not; everything else waits.</summary>
    private void Opening()
    {
        Receive<OpenDue>(_ => Open());
        Receive<VenueCredentials>(OnCredentials);
        Receive<OpenFailed>(OnOpenFailed);
        Receive<StopEntity>(_ => Context.Stop(Self));
        Receive<AccountCommand>(_ => Stash.Stash());
    }

    private void Open()
    {
        if (!_services.Connectors.ContainsKey(_account.Venue))
        {
            OnOpenFailed(new OpenFailed("VENUE_UNKNOWN", $"exchange '{_account.Venue}' is not one of: {string.Join(", ", _services.Connectors.Keys)}"));
            return;
        }

        _services.Credentials.GetVenueCredentialsAsync(_account.Account, _stopping.Token).PipeTo(
            Self,
            success: found => found is null ? new OpenFailed("CREDENTIALS_MISSING", $"no credentials are named '{_account.Account}'") : found,
            failure: e => new OpenFailed("CREDENTIALS_UNREADABLE", e.Message));
    }

    private void OnOpenFailed(OpenFailed failure)
    {
        _log.Error("account {AccountId} cannot be opened: {Code} {Message}", _account, failure.Code, failure.Message);
        Become(() =>
        {
            Receive<AccountCommand.Attach>(m => _bots.Tell(new AccountNews.NotAttached(m.BotId, failure.Code, failure.Message, IsFinal: true)));
            Receive<AccountCommand.RequestBudget>(m => _bots.Tell(new AccountNews.BudgetDecided(m.BotId, m.Amount, new BudgetAnswer(BudgetVerdict.Unknown, failure.Message))));
            Receive<AccountCommand>(_ => { });
            Receive<StopEntity>(_ => Context.Stop(Self));
            Receive<OpenDue>(_ =>
            {
                Become(Opening);
                Open();
            });
        });
        Stash.UnstashAll();
        Timers.StartSingleTimer(typeof(OpenDue), OpenDue.Instance, _services.Settings.OpenRetry);
    }

    private void OnCredentials(VenueCredentials credentials)
    {
        var client = _services.Connectors[_account.Venue].OpenExecution(_account.Account, credentials);
        _effort = new OrderEffort(client, _bots, _services.Settings, _services.Time);
        _reconciler = Context.ActorOf(ReconcileActor.Create(_effort), "reconciler");
        var token = _stopping.Token;

        // Not this actor's child: a child that waits for the venue would hold up the actor's end, which cancels it.
        Source.From(() => client.StreamAsync(token)).RunWith(
            Sink.ActorRefWithAck<AccountEvent>(Self, StreamStarted.Instance, StreamAck.Instance, new StreamEnded(null), e => new StreamEnded(e)),
            Context.System.Materializer());
        Timers.StartSingleTimer(typeof(GatheringDue), GatheringDue.Instance, _services.Settings.GatheringTime);
        Become(Trading);
        Stash.UnstashAll();
    }

    private void Trading()
    {
        Receive<AccountCommand.Attach>(OnAttach);
        Receive<AccountCommand.Detach>(_desk.Leave);
        Receive<AccountCommand.ReportHolding>(_desk.Hold);
        Receive<AccountCommand.Submit>(OnSubmit);
        Receive<AccountCommand.Cancel>(m => _efforts.Begin("cancel", m.Order, CancelActor.Create(_effort, m.Instrument, m.Order)));
        Receive<AccountCommand.MoveStop>(m => _efforts.Begin("move", m.Order, MoveStopActor.Create(_effort, m)));
        Receive<AccountCommand.Resolve>(m => Resolve(new ResolveOrder(m.Instrument, m.Order.Order)));
        Receive<ResolveOrder>(Resolve);
        Receive<OrderGone>(_desk.Gone);
        Receive<OrderReport>(_desk.Told);
        Receive<AccountCommand.Reconcile>(m => _reconciler.Tell(
            _desk.Reconcile(m, id => _efforts.Has("submit", id, Self), _effort.Client.Capabilities.SettlingTime)));
        Receive<AccountRead>(OnRead);
        Receive<InstrumentKnown>(m => _desk.Know(m.Instrument));
        Receive<AccountCommand.RequestBudget>(m => _efforts.Begin($"budget-{m.BotId}", BalanceActor.Create(_effort, m)));
        Receive<GatheringDue>(_ => OnGathered());
        Receive<BalanceTold>(_desk.Told);
        Receive<Terminated>(_efforts.Ended);
        Receive<StreamStarted>(_ => Sender.Tell(StreamAck.Instance));
        Receive<StreamEnded>(m => throw new InvalidOperationException($"the private stream of {_account} ended", m.Cause));
        Receive<AccountEvent>(m =>
        {
            _desk.Tell(m, _effort.Client.Capabilities);
            Sender.Tell(StreamAck.Instance);
        });
        Receive<StopEntity>(_ => Context.Stop(Self));
    }

    private void OnAttach(AccountCommand.Attach message)
    {
        _desk.Hold(message);
        _efforts.Begin($"attach-{message.BotId}", AttachActor.Create(_effort, message, _services.Instruments[_account.Venue]));
    }

    private void OnRead(AccountRead message)
    {
        foreach (var order in _desk.Conclude(message))
        {
            _efforts.Begin($"cancel-foreign-{Uri.EscapeDataString(order.VenueOrderId)}", CancelForeignActor.Create(_effort, order));
        }
    }

    /// <summary>Budgets that were granted before all bots were known are compared with the balance once more.</summary>
    private void OnGathered()
    {
        if (_desk.HasEarlyGrants)
        {
            _efforts.Begin("budgets", BalanceActor.Create(_effort, null));
        }
    }

    private void OnSubmit(AccountCommand.Submit message)
    {
        if (_desk.Admits(message.Order.Value, _effort.Client.Capabilities))
        {
            _efforts.Begin("submit", message.Order.Value.ClientOrderId, SubmitActor.Create(_effort, message.Order));
        }
    }

    /// <summary>Asks about an order, unless it is still in our own queue: then it is neither there nor missing.</summary>
    private void Resolve(ResolveOrder message)
    {
        // The effort that gave the order up may not have ended yet.
        if (!_efforts.Has("submit", message.Order, Sender))
        {
            _efforts.Join("resolve", message.Order, ResolveActor.Create(_effort, message.Instrument, message.Order));
        }
    }
}

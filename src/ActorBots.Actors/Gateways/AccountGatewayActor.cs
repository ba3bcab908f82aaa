using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorBots.Actors.Bots;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;

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
    private readonly Dictionary<ClientOrderId, long> _firstAsked = [];
    private readonly StopCap _stopCap = new();
    private OrderEffort _effort = null!;
    private IActorRef _reconciler = ActorRefs.Nobody;
    private HoldingBook _holdings = HoldingBook.Empty;
    private bool _wasConnected;

    public AccountGatewayActor(string accountId, AccountGatewayServices services, IActorRef botRegion)
    {
        _account = AccountId.Parse(accountId);
        _services = services;
        _bots = new BotRouter(botRegion);
        Opening();
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    public IStash Stash { get; set; } = null!;

    public static Props Create(string accountId, AccountGatewayServices services, IActorRef botRegion) =>
        Props.Create(() => new AccountGatewayActor(accountId, services, botRegion));

    protected override void PreStart() => Self.Tell(OpenDue.Instance);

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
        Become(Trading);
        Stash.UnstashAll();
    }

    private void Trading()
    {
        Receive<AccountCommand.Attach>(OnAttach);
        Receive<AccountCommand.Detach>(m => _holdings = _holdings.Without(m.BotId));
        Receive<AccountCommand.ReportHolding>(m => _holdings = _holdings.With(m.BotId, m.Instrument, m.OpenQuantity));
        Receive<AccountCommand.Submit>(OnSubmit);
        Receive<AccountCommand.Cancel>(m => Effort("cancel", m.Order, CancelActor.Create(_effort, m.Instrument, m.Order)));
        Receive<AccountCommand.MoveStop>(m => Effort("move", m.Order, MoveStopActor.Create(_effort, m)));
        Receive<AccountCommand.Resolve>(m => Resolve(new ResolveOrder(m.Instrument, m.Order.Order)));
        Receive<ResolveOrder>(Resolve);
        Receive<OrderGone>(m => _stopCap.Gone(m.Instrument, m.Order));
        Receive<OrderReport>(_stopCap.Told);
        Receive<AccountCommand.Reconcile>(OnReconcile);
        Receive<StreamStarted>(_ => Sender.Tell(StreamAck.Instance));
        Receive<StreamEnded>(m => throw new InvalidOperationException($"the private stream of {_account} ended", m.Cause));
        Receive<AccountEvent>(OnEvent);
        Receive<StopEntity>(_ => Context.Stop(Self));
    }

    private void OnAttach(AccountCommand.Attach message)
    {
        _holdings = _holdings.With(message.BotId, message.Instrument, message.OpenQuantity);
        Effort($"attach-{message.BotId}", AttachActor.Create(_effort, message, _services.Instruments[_account.Venue]));
    }

    private void OnSubmit(AccountCommand.Submit message)
    {
        var request = message.Order.Value;
        var id = request.ClientOrderId;
        if (_stopCap.Refuses(request, _effort.Client.Capabilities) is { } denial)
        {
            _bots.Tell(id.BotId, new BotInput.Refused(id, OrderRefusal.Other, denial.Code, denial.Message));
            return;
        }

        _stopCap.Sent(request);
        Effort("submit", id, SubmitActor.Create(_effort, message.Order));
    }

    private void Resolve(ResolveOrder message)
    {
        // What is still in our own queue is neither there nor missing.
        if (Context.Child($"submit-{message.Order.Value}").IsNobody())
        {
            Effort("resolve", message.Order, ResolveActor.Create(_effort, message.Instrument, message.Order));
        }
    }

    private void OnReconcile(AccountCommand.Reconcile message)
    {
        _holdings = _holdings.With(message.BotId, message.Instrument, message.OpenQuantity);
        var known = message.Orders.Where(o => Context.Child($"submit-{o.Order.Value}").IsNobody());
        foreach (var live in message.Orders)
        {
            _firstAsked.TryAdd(live.Order, _services.Time.GetTimestamp());
        }

        var settled = _firstAsked
            .Where(a => _services.Time.GetElapsedTime(a.Value) >= _effort.Client.Capabilities.SettlingTime)
            .Select(a => a.Key).ToHashSet();
        _reconciler.Tell(new ReconcileActor.Read(message with { Orders = [.. known] }, settled, _holdings));
    }

    private void OnEvent(AccountEvent happened)
    {
        switch (happened)
        {
            case AccountEvent.Connected: OnConnected(); break;
            case AccountEvent.Disconnected e: _log.Warning("private stream of {AccountId} is down: {Reason}", _account, e.Reason); break;
            case AccountEvent.OrderChanged { Report: { ClientOrderId: not null } report }:
                _stopCap.Told(report);
                Forget(report);
                _bots.Tell(report, []);
                break;
            case AccountEvent.Filled { Fill: { ClientOrderId: { } id } fill }: _bots.Tell(id.BotId, new BotInput.Filled(fill)); break;
            case AccountEvent.Filled e:
                foreach (var (botId, fill) in _holdings.Foreign(e.Fill))
                {
                    _bots.Tell(botId, new BotInput.FilledOutside(fill));
                }

                break;
            case AccountEvent.FundingSettled e:
                foreach (var (botId, share) in _holdings.Shares(e.Payment))
                {
                    _bots.Tell(botId, new BotInput.Funded(share));
                }

                break;
        }

        Sender.Tell(StreamAck.Instance);
    }

    private void OnConnected()
    {
        if (_wasConnected)
        {
            foreach (var botId in _holdings.BotIds)
            {
                _bots.Tell(new AccountNews.Interrupted(botId));
            }
        }

        _wasConnected = true;
        _log.Info("private stream of {AccountId} is up", _account);
    }

    private void Forget(OrderReport report)
    {
        if (report.Status.IsTerminal())
        {
            _firstAsked.Remove(report.ClientOrderId!.Value);
        }
    }

    private static void Effort(string kind, ClientOrderId order, Props props) => Effort($"{kind}-{order.Value}", props);

    private static void Effort(string name, Props props)
    {
        if (Context.Child(name).IsNobody())
        {
            Context.ActorOf(props, name);
        }
    }

    private sealed record OpenDue : INoSerializationVerificationNeeded
    {
        public static readonly OpenDue Instance = new();
    }

    private sealed record OpenFailed(string Code, string Message) : INoSerializationVerificationNeeded;

    private sealed record StreamStarted : INoSerializationVerificationNeeded
    {
        public static readonly StreamStarted Instance = new();
    }

    private sealed record StreamAck : INoSerializationVerificationNeeded
    {
        public static readonly StreamAck Instance = new();
    }

    private sealed record StreamEnded(Exception? Cause) : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Persistence;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Notifications;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Positions;
using ActorBots.Protocol.Bots;
using static ActorBots.Actors.Positions.PositionProtocol;

namespace ActorBots.Actors.Bots;

/// <summary>
/// One bot: the single decision maker and the single persister. Receives, lets the domain decide, stores the events in one write, folds
/// them, then carries their effects out and replies. Start and recovery after a crash are one path.
/// </summary>
internal sealed class BotActor : ReceivePersistentActor, IWithTimers
{
    /// <summary>Keeps repeated doubts from hammering the venue.</summary>
    private static readonly TimeSpan AskDelay = TimeSpan.FromMilliseconds(100);

    private readonly string _botId;
    private readonly BotServices _services;
    private readonly BotConnection _connection;
    private readonly OutboxClerk _outbox;
    private readonly ProtectionClock _protection;
    private readonly List<MarketDataProtocol.Settle> _settling = [];
    private readonly ILoggingAdapter _log;
    private BotState _state = BotState.Empty;
    private BotSight _sight = new();
    private BotChildren? _children;
    private int _generation;
    private bool _isStoring;

    public BotActor(string botId, BotServices services)
    {
        _botId = botId;
        _services = services;
        _connection = new BotConnection(botId, services.Accounts, Self);
        _outbox = new OutboxClerk(services.Notifier, Self);
        _protection = new ProtectionClock(services.Time);
        _log = Context.GetLogger();
        Recover<SnapshotOffer>(offer => _state = (BotState)offer.Snapshot);
        Recover<BotEvent>(e => _state = BotEvolution.Evolve(_state, e));
        Recover<RecoveryCompleted>(_ => Wake());
        ReceiveFromBackend();
        ReceiveFromVenue();
        ReceiveFromChildren();
        ReceiveHousekeeping();
    }

    /// <inheritdoc />
    public override string PersistenceId => $"bot-{_botId}";

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private BotSettings Settings => _services.Settings;

    private DateTimeOffset WallClock => _services.Time.GetUtcNow();

    public static Props Create(string botId, BotServices services) => Props.Create(() => new BotActor(botId, services));

    /// <summary>An event that was not stored must be fatal: the bot recovers from what is stored and asks the venue.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    /// <inheritdoc />
    protected override bool AroundReceive(Receive receive, object message)
    {
        var isHandled = base.AroundReceive(receive, message);
        if (_settling.Count > 0 && IsSettled)
        {
            _settling.ForEach(s => s.ReplyTo.Tell(new MarketDataProtocol.Settled(s.Sequence)));
            _settling.Clear();
        }

        return isHandled;
    }

    private bool IsSettled =>
        _children is null
        || (!_isStoring
            && _sight is { IsReconciled: true, Price: { } price }
            && _sight.Context(WallClock, LastSequenceNr).IsCaughtUp
            && !_state.HasWorkUnderWay
            && !_state.OpenPositions.Any(p => price.Price <= p.Stop));

    private void ReceiveFromBackend()
    {
        Command<BotCommand.StartBot>(m => Load(m, (id, config) => new BotInput.Start(id, config)));
        Command<BotCommand.ReloadConfig>(m => Load(m, (_, config) => new BotInput.Reload(config)));
        Command<BotCommand.PauseBot>(_ => Handle(new BotInput.Pause(), Sender));
        Command<BotCommand.ResumeBot>(_ => Handle(new BotInput.Resume(), Sender));
        Command<BotCommand.StopBot>(m => Handle(new BotInput.Stop(m.Mode), Sender));
        Command<BotCommand.ClosePosition>(OnClose);
        Command<GetBot>(_ => Sender.Tell(BotReport.Reply(_botId, _state, _sight, _protection)));
        Command<DocumentRead>(m => Handle(m.Input, m.ReplyTo));
        Command<DocumentRefused>(m => m.ReplyTo.Tell(m.Reply));
    }

    private void ReceiveFromVenue()
    {
        Command<TellBot>(m => OnNews(m.Input));
        Command<AccountNews.Attached>(OnAttached);
        Command<AccountNews.NotAttached>(OnNotAttached);
        Command<AccountNews.Interrupted>(_ => Reconnect());
        Command<AccountNews.ReconciliationFailed>(m =>
        {
            _log.Warning("{BotId} could not reconcile: {Message}", _botId, m.Message);
            _connection.ReconciliationEnded();
            Timers.StartSingleTimer("reconcile-again", ReconcileDue.Instance, Settings.AttachRetry);
        });
    }

    private void ReceiveFromChildren()
    {
        Command<ChildReady>(_ => _children?.Tell(LastSequenceNr, _state));
        Command<PriceView>(m => See(() =>
        {
            _sight = _sight with { Price = m };
            _children!.Tell(m);
        }));
        Command<IndicatorView>(m => See(() => _sight = _sight with { Indicators = m }, decides: true));
        Command<PositionView>(m => See(() => _sight = _sight with { Positions = m }, decides: true));
        Command<BudgetView>(m => See(() => _sight = _sight with { Budget = m }, decides: true));
        Command<MarketDataProtocol.FreshnessChanged>(m => See(() =>
        {
            _children!.ForgetBand();
            Handle(new BotInput.DataFreshness(m.IsStale, m.Reason));
        }));
        Command<MarketDataProtocol.Settle>(_settling.Add);
    }

    private void ReceiveHousekeeping()
    {
        Command<NotifierProtocol.NotificationSettled>(m =>
        {
            _outbox.Settled(m.Number);
            Timers.StartSingleTimer(typeof(SettlementDue), SettlementDue.Instance, Settings.SettlementDelay);
        });
        Command<NotifierProtocol.Busy>(_ => Timers.StartSingleTimer(typeof(OutboxDue), OutboxDue.Instance, Settings.AttachRetry));
        Command<SettlementDue>(_ =>
        {
            if (_outbox.SettledUpTo(_state) is { } upTo)
            {
                Handle(new BotInput.NotificationsSettled(upTo));
            }
        });
        Command<OutboxDue>(_ => _outbox.OfferAgain(_state));
        Command<HeartbeatDue>(_ => Beat());
        Command<AttachDue>(_ => Attach());
        Command<ReconcileDue>(_ => Reconcile());
        Command<ProtectionDue>(_ => Handle(new BotInput.ProtectionDue()));
        Command<OutcomeDue>(_ => _connection.ResolveOverdue(_state));
        Command<IdleDue>(_ => PassivateWhenIdle());
        Command<StopEntity>(_ => Drain());
        Command<DrainDue>(_ => Context.Stop(Self));
        Command<SaveSnapshotSuccess>(m => DeleteSnapshots(new SnapshotSelectionCriteria(m.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(m => _log.Warning(m.Cause, "{BotId} could not save a snapshot", _botId));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(m => _log.Warning(m.Cause, "{BotId} could not delete old snapshots", _botId));
    }

    /// <summary>Decides, stores, carries out. Ends the command that calls it: what must come after goes into <paramref name="then"/>.</summary>
    private void Handle(BotInput input, IActorRef? replyTo = null, Action? then = null)
    {
        var decision = BotDecider.Decide(_state, input, _sight.Context(WallClock, LastSequenceNr));
        if (decision.Events.IsEmpty)
        {
            Finish(decision, replyTo);
            then?.Invoke();
            return;
        }

        _isStoring = true;
        _services.Probe.Storing(_botId, decision.Events);
        PersistAll(decision.Events, e => _state = BotEvolution.Evolve(_state, e), () =>
        {
            _isStoring = false;
            Stored(decision, replyTo);
            then?.Invoke();
        });
    }

    private void Stored(Decision decision, IActorRef? replyTo)
    {
        _services.Probe.Stored(_botId, decision.Events);
        var sequence = LastSequenceNr - decision.Events.Length;
        foreach (var happened in decision.Events)
        {
            BotLog.Write(_log, _botId, ++sequence, happened);
        }

        foreach (var elapsed in _protection.Look(_state))
        {
            _services.Probe.Protected(_botId, elapsed);
        }

        _connection.CarryOut(BotEffects.Of(decision.Events, _state), _state);
        _children?.Tell(LastSequenceNr, _state);
        _outbox.Offer(_state);
        Finish(decision, replyTo);
        Follow(decision);
    }

    private void Finish(Decision decision, IActorRef? replyTo)
    {
        _connection.Resend(decision.Resend, _state);
        _connection.CarryOut(BotEffects.Repeated(decision), _state);
        if (decision.NeedsReconciliation)
        {
            Timers.StartSingleTimer("ask-venue", ReconcileDue.Instance, AskDelay);
        }

        if (decision.Denial is { } denial)
        {
            _log.Debug("{BotId} denied: {Code} {Message}", _botId, denial.Code, denial.Message);
        }

        replyTo?.Tell(decision.Denial is null
            ? new CommandReply.Accepted(_botId, BotReport.StatusOf(_state))
            : new CommandReply.Refused(_botId, decision.Denial.Code, decision.Denial.Message, []));
    }

    /// <summary>What follows from the new state besides effects: timers, children, snapshots, the row for people.</summary>
    private void Follow(Decision decision)
    {
        if (decision.Events.Any(e => e is BotEvent.OrderFilled) && _state.Positions.Values.Any(p => !p.HasLevels && !p.OpenQuantity.IsZero))
        {
            Timers.StartSingleTimer(typeof(ProtectionDue), ProtectionDue.Instance, Settings.ProtectionGrace);
        }

        if (decision.Events.Any(e => e is BotEvent.Registered or BotEvent.Started or BotEvent.Resumed or BotEvent.ConfigReloaded))
        {
            Wake();
        }

        if (decision.Events.Any(e => e is BotEvent.Started or BotEvent.Paused or BotEvent.Resumed or BotEvent.Stopped or BotEvent.DegradedChanged
            or BotEvent.ErrorRaised or BotEvent.PositionClosed or BotEvent.PositionOpened or BotEvent.StopRequested))
        {
            Beat();
        }

        if (LastSequenceNr / Settings.SnapshotEvery > (LastSequenceNr - decision.Events.Length) / Settings.SnapshotEvery)
        {
            SaveSnapshot(_state);
        }

        if (_sight.IsDraining)
        {
            Drain();
        }
    }

    /// <summary>Brings the bot to life as far as its state wants it; safe to call again.</summary>
    private void Wake()
    {
        Timers.StartPeriodicTimer(typeof(IdleDue), IdleDue.Instance, Settings.IdleTimeout);
        if (_state.Identity is null)
        {
            return;
        }

        _outbox.Offer(_state);
        if (_state.IsStopped && _state.IsFlat)
        {
            return;
        }

        Timers.StartPeriodicTimer(typeof(HeartbeatDue), HeartbeatDue.Instance, Settings.HeartbeatInterval);
        Timers.StartPeriodicTimer(typeof(OutcomeDue), OutcomeDue.Instance, Settings.OutcomeTimeout);
        Timers.StartPeriodicTimer(typeof(OutboxDue), OutboxDue.Instance, Settings.ReconcileInterval);
        _children?.Stop(Context);
        _children = null;
        _sight = _sight with { Instrument = null, IsReconciled = false, Price = null, Indicators = null, Positions = null, Budget = null };
        Attach();
    }

    private void Attach()
    {
        if (_sight.Instrument is null && _connection.Attach(_state))
        {
            Timers.StartSingleTimer(typeof(AttachDue), AttachDue.Instance, Settings.AttachRetry);
        }
    }

    private void OnAttached(AccountNews.Attached message)
    {
        Timers.Cancel(typeof(AttachDue));
        if (_sight.Instrument is not null || message.Instrument.Id != _state.Config!.Trading.Symbol)
        {
            return;
        }

        _sight = _sight with { Instrument = message.Instrument };
        _children = new BotChildren(
            Context, ++_generation, _state.Config!, message.Instrument, _state.Identity!.Exchange, _services.VenueGateways);
        _children.Tell(LastSequenceNr, _state);
        Timers.StartPeriodicTimer(typeof(ReconcileDue), ReconcileDue.Instance, Settings.ReconcileInterval);
        Reconcile();
    }

    private void OnNotAttached(AccountNews.NotAttached message)
    {
        _log.Warning("{BotId} has no account: {Code} {Message}", _botId, message.Code, message.Message);
        if (message.IsFinal)
        {
            Handle(new BotInput.Faulted(message.Code, message.Message, Halts: true));
        }
    }

    private void Reconnect()
    {
        _sight = _sight with { IsReconciled = false };
        _connection.Report(_state);
        Reconcile();
    }

    private void Reconcile()
    {
        if (_sight.Instrument is not null)
        {
            _connection.Reconcile(_state);
        }
    }

    private void OnNews(BotInput news)
    {
        if (news is not BotInput.Reconciled { Snapshot: { } snapshot })
        {
            Handle(news);
            return;
        }

        _connection.ReconciliationEnded();
        _sight = _sight with { IsReconciled = true };
        Handle(news, then: () =>
        {
            var open = _state.OpenPositions.Sum(p => p.OpenQuantity.Value);
            _sight = _sight with { SawDifference = !snapshot.IsShared && snapshot.NetQuantity != open };
            _children?.Tell(LastSequenceNr, _state);
        });
    }

    private void See(Action take, bool decides = false)
    {
        if (_children is null || !_children.Own(Sender))
        {
            return;
        }

        take();
        if (decides)
        {
            Observe();
        }
    }

    private void Observe()
    {
        var context = _sight.Context(WallClock, LastSequenceNr);
        if (_children is null || !context.IsCaughtUp)
        {
            return;
        }

        Handle(new BotInput.Observe(), then: () => _children?.Tell(QuietBand.Of(_state, _sight.Context(WallClock, LastSequenceNr))));
    }

    private void OnClose(BotCommand.ClosePosition message)
    {
        long? number = message.PositionId is null ? null : BookIds.NumberOf(_botId, message.PositionId) ?? -1;
        Handle(new BotInput.Close(number), Sender);
    }

    private void Load(BotCommand command, Func<BotIdentity, BotConfig, BotInput> toInput)
    {
        var replyTo = Sender;
        var timeout = new CancellationTokenSource(Settings.AttachRetry);
        _services.Catalog.FindAsync(_botId, timeout.Token).PipeTo(
            Self,
            success: document => BotDocuments.Read(command.BotId, document) switch
            {
                { Refusal: { } refusal } => (object)new DocumentRefused(replyTo, refusal),
                { Identity: { } identity, Config: { } config } => new DocumentRead(replyTo, toInput(identity, config)),
                _ => throw new InvalidOperationException("a document is read or refused"),
            },
            failure: e => new DocumentRefused(replyTo, new CommandReply.Refused(_botId, "STORE_UNAVAILABLE", e.Message, [])));
    }

    private void Beat() =>
        _services.StatusWriter.Tell(BotReport.Row(_botId, _state, _sight, LastSequenceNr, WallClock));

    private void PassivateWhenIdle()
    {
        if (_state.Identity is null || (_state.IsStopped && _state.IsFlat && _state.Outbox.IsEmpty))
        {
            _connection.Detach(_state);
            Context.Parent.Tell(new Passivate(StopEntity.Instance));
        }
    }

    /// <summary>The node gives the bot up: no entries any more, orders under way are seen through within a bound, then it stops.</summary>
    private void Drain()
    {
        if (!_sight.IsDraining)
        {
            _sight = _sight with { IsDraining = true };
            Timers.StartSingleTimer(typeof(DrainDue), DrainDue.Instance, Settings.DrainTimeout);
        }

        if (!_state.HasWorkUnderWay || _children is null)
        {
            Context.Stop(Self);
        }
    }

    private sealed record DocumentRead(IActorRef ReplyTo, BotInput Input) : INoSerializationVerificationNeeded;

    private sealed record DocumentRefused(IActorRef ReplyTo, CommandReply Reply) : INoSerializationVerificationNeeded;
}

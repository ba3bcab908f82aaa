using ActorBots.Actors.MarketData;
using ActorBots.Actors.Notifications;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Positions;
using ActorBots.Protocol.Bots;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using static ActorBots.Actors.Positions.PositionProtocol;

namespace ActorBots.Actors.Bots;

/// <summary>
/// One bot: the single decision maker and the single persister. Receives, lets the domain decide, stores the events in one write, folds
/// them, then lets its <see cref="BotBody"/> carry them out and replies. Start and recovery after a crash are one path.
/// </summary>
internal sealed class BotActor : ReceivePersistentActor, IWithTimers
{
    private readonly string _botId;
    private readonly BotServices _services;
    private readonly BotBody _body;
    private readonly SettleQueue _settling = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private BotState _state = BotState.Empty;
    private bool _isStoring;

    public BotActor(string botId, BotServices services)
    {
        _botId = botId;
        _services = services;
        _body = new BotBody(botId, services, Context, this, _log);
        Recover<SnapshotOffer>(offer => _state = (BotState)offer.Snapshot);
        Recover<BotEvent>(e => _state = BotEvolution.Evolve(_state, e));
        Recover<RecoveryCompleted>(_ => _body.Wake(_state));
        ReceiveFromBackend();
        ReceiveNews();
        ReceiveHousekeeping();
    }

    public override string PersistenceId => $"bot-{_botId}";

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Create(string botId, BotServices services) => Props.Create(() => new BotActor(botId, services));

    /// <summary>An event that was not stored must be fatal: the bot recovers from what is stored and asks the venue.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    protected override bool AroundReceive(Receive receive, object message)
    {
        var isHandled = base.AroundReceive(receive, message);
        _settling.AnswerWhen(() => !_isStoring && _body.IsSettled(_state, LastSequenceNr));
        return isHandled;
    }

    private void ReceiveFromBackend()
    {
        Command<BotCommand>(m => BotDocuments.FindAsync(_services, m, Sender).PipeTo(Self), m => m is BotCommand.StartBot or BotCommand.ReloadConfig);
        Command<BotCommand>(m => _body.Wish(BotInbox.WishOf(m), _state, Sender), m => BotInbox.WishOf(m) != AccountWish.None);
        Command<BotCommand>(m => Begin(BotInbox.InputOf(m), Sender));
        Command<ReadyCommand>(m => Handle(m.Input, m.ReplyTo));
        Command<DocumentAnswer>(m => Begin(m.Input!, m.ReplyTo), m => m.Input is not null);
        Command<DocumentAnswer>(m => m.ReplyTo.Tell(m.Refusal));
        Command<GetBot>(_ => Sender.Tell(_body.Report(_state)));
    }

    private void ReceiveNews()
    {
        Command<TellBot>(m => OnNews(m.Input));
        Command<AccountNews.Attached>(m => _body.Attached(m, _state, LastSequenceNr));
        Command<AccountNews.NotAttached>(m => HandleIf(_body.NotAttached(m)));
        Command<AccountNews.Interrupted>(_ => _body.Interrupted(_state));
        Command<AccountNews.ReconciliationFailed>(m => _body.ReconciliationFailed(m.Message));
        Command<AccountNews.BudgetDecided>(m => HandleIf(_body.Pending.Answer(m) ? null : new BotInput.BudgetDecided(m.Amount, m.Answer)));
        Command<ChildReady>(_ => _body.Refresh(_state, LastSequenceNr));
        Command<PriceView>(m => _body.See(Sender, m));
        Command<IndicatorView>(m => Observe(s => s with { Indicators = m }));
        Command<PositionView>(m => Observe(s => s with { Positions = m }));
        Command<BudgetView>(m => Observe(s => s with { Budget = m }));
        Command<MarketDataProtocol.FreshnessChanged>(m => HandleIf(_body.See(Sender, m)));
        Command<MarketDataProtocol.Settle>(_settling.Add);
        Command<DrainBot>(_ => _settling.Add(_body.Drained(Sender)));
    }

    private void ReceiveHousekeeping()
    {
        Command<NotifierProtocol.NotificationSettled>(_body.Settled);
        Command<NotifierProtocol.Busy>(_ => _body.OfferLater());
        Command<BotDue>(m => HandleIf(_body.OnDue(m, _state, LastSequenceNr)));
        Command<IdleDue>(_ => _body.PassivateWhenIdle(_state));
        Command<StopEntity>(_ => Drain());
        Command<DrainDue>(_ => Context.Stop(Self));
        Command<SaveSnapshotSuccess>(m => DeleteSnapshots(new SnapshotSelectionCriteria(m.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(m => _log.Warning(m.Cause, "{BotId} could not save a snapshot", _botId));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(m => _log.Warning(m.Cause, "{BotId} could not delete old snapshots", _botId));
    }

    /// <summary>A command of the backend: at once, or when the account has answered.</summary>
    private void Begin(BotInput input, IActorRef replyTo)
    {
        if (!_body.Defers(_state, input, replyTo, LastSequenceNr))
        {
            Handle(input, replyTo);
        }
    }

    private void HandleIf(BotInput? input)
    {
        if (input is not null)
        {
            Handle(input);
        }
    }

    /// <summary>Decides, stores, carries out. Ends the command that calls it: what must come after goes into <paramref name="then"/>.</summary>
    private void Handle(BotInput input, IActorRef? replyTo = null, Action? then = null)
    {
        var decision = _body.Decide(_state, input, LastSequenceNr);
        if (decision.Events.IsEmpty)
        {
            _body.Finish(decision, _state, replyTo);
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
        _body.CarryOut(decision, _state, LastSequenceNr);
        _body.Finish(decision, _state, replyTo);
        _body.Follow(decision, _state, LastSequenceNr);
        if (_body.IsSnapshotDue(decision, LastSequenceNr))
        {
            SaveSnapshot(_state);
        }

        if (_body.IsDraining)
        {
            Drain();
        }
    }

    private void OnNews(BotInput news)
    {
        // What waited for the venue's answer is decided now; until then the bot must not count as settled.
        Handle(news, then: _body.Hears(news) ? Observe : null);
    }

    private void Observe(Func<BotSight, BotSight> take)
    {
        if (_body.See(Sender, take))
        {
            Observe();
        }
    }

    private void Observe()
    {
        if (_body.Context(LastSequenceNr).IsCaughtUp)
        {
            Handle(new BotInput.Observe(), then: () => _body.TellBand(_state, LastSequenceNr));
        }
    }

    /// <summary>The node gives the bot up: orders under way are seen through within a bound, then it stops.</summary>
    private void Drain()
    {
        _body.Drain();
        if (!_state.HasWorkUnderWay || !_body.HasChildren)
        {
            Context.Stop(Self);
        }
    }
}

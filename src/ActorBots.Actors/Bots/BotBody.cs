using System.Diagnostics;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Notifications;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Protocol.Bots;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;

namespace ActorBots.Actors.Bots;

/// <summary>
/// What a bot has besides its journaled state: its sight, children, timers, the way to its account and to the notifier. Carries out what was
/// decided and stored; decides nothing and stores nothing. All of it is made anew after a crash.
/// </summary>
internal sealed class BotBody
{
    /// <summary>Keeps repeated doubts from hammering the venue.</summary>
    private static readonly TimeSpan AskDelay = TimeSpan.FromMilliseconds(100);

    private readonly string _botId;
    private readonly BotServices _services;
    private readonly IActorContext _context;
    private readonly IWithTimers _timed;
    private readonly ProtectionClock _protection;
    private readonly ILoggingAdapter _log;
    private BotSight _sight = new();
    private BotChildren? _children;
    private int _generation;
    private bool _isDraining;

    public BotBody(string botId, BotServices services, IActorContext context, IWithTimers timed, ILoggingAdapter log)
    {
        _botId = botId;
        _services = services;
        _context = context;
        _timed = timed;
        _log = log;
        _protection = new ProtectionClock(services.Time);
        Connection = new BotConnection(botId, services.Accounts, context.Self);
        Outbox = new OutboxClerk(services.Notifier, context.Self);
        Pending = new PendingCommands(botId, context.Self, Connection);
    }

    /// <summary>The way to the account.</summary>
    public BotConnection Connection { get; }

    /// <summary>The way to the backend.</summary>
    public OutboxClerk Outbox { get; }

    /// <summary>What waits for the account.</summary>
    public PendingCommands Pending { get; }

    /// <summary>Whether the bot is attached to its account and watches its market.</summary>
    public bool HasChildren => _children is not null;

    /// <summary>Whether the node is going down.</summary>
    public bool IsDraining => _isDraining;

    private BotSettings Settings => _services.Settings;

    private ITimerScheduler Timers => _timed.Timers;

    private DateTimeOffset WallClock => _services.Time.GetUtcNow();

    /// <summary>What a decision sees now.</summary>
    public DecisionContext Context(long sequence) => _sight.Context(WallClock, sequence);

    /// <summary>The bot in the words of the backend.</summary>
    public BotReply Report(BotState state) => BotReport.Reply(_botId, state, _sight, _protection);

    /// <summary>Whether everything that the bot was told so far is done.</summary>
    public bool IsSettled(BotState state, long sequence) =>
        _children is null
        || (_sight is { IsReconciled: true, Price: { } price }
            && Context(sequence).IsCaughtUp
            && !state.HasWorkUnderWay
            && !state.OpenPositions.Any(p => price.Price <= p.Stop));

    /// <summary>Lets the rules decide.</summary>
    public Decision Decide(BotState state, BotInput input, long sequence) => BotDecider.Decide(state, input, Context(sequence));

    /// <summary>Lets a command that commits a budget wait for the account, which is asked whether it fits.</summary>
    /// <returns>Whether the command waits or was refused; else it can be decided upon now.</returns>
    public bool Defers(BotState state, BotInput input, IActorRef replyTo, long sequence)
    {
        var defers = Pending.Defers(state, Decide(state, input, sequence), input, replyTo);
        if (defers)
        {
            Timers.StartSingleTimer(typeof(AnswerDue), AnswerDue.Instance, Settings.AnswerTimeout);
        }

        return defers;
    }

    /// <summary>Asks for what the backend wants done about what belongs to no bot.</summary>
    public void Wish(AccountWish wish, BotState state, IActorRef replyTo)
    {
        Timers.StartSingleTimer(typeof(AnswerDue), AnswerDue.Instance, Settings.AnswerTimeout);
        Pending.Wish(wish, state, _sight.Instrument is not null, replyTo);
    }

    /// <summary>Brings the bot to life as far as its state wants it; safe to call again.</summary>
    public void Wake(BotState state)
    {
        Timers.StartPeriodicTimer(typeof(IdleDue), IdleDue.Instance, Settings.IdleTimeout);
        if (state.Identity is null)
        {
            return;
        }

        Outbox.Offer(state);
        if (state.IsStopped && state.IsFlat)
        {
            return;
        }

        Timers.StartPeriodicTimer(typeof(HeartbeatDue), HeartbeatDue.Instance, Settings.HeartbeatInterval);
        Timers.StartPeriodicTimer(typeof(OutcomeDue), OutcomeDue.Instance, Settings.OutcomeTimeout);
        Timers.StartPeriodicTimer(typeof(OutboxDue), OutboxDue.Instance, Settings.ReconcileInterval);
        _children?.Stop(_context);
        _children = null;
        _sight = _sight with { Instrument = null, IsReconciled = false, Price = null, Indicators = null, Positions = null, Budget = null };
        Attach(state);
    }

    /// <summary>Asks for the account until it answers.</summary>
    public void Attach(BotState state)
    {
        if (_sight.Instrument is null && Connection.Attach(state))
        {
            Timers.StartSingleTimer(typeof(AttachDue), AttachDue.Instance, Settings.AttachRetry);
        }
    }

    /// <summary>The account is ready: the children come to life, the venue is asked.</summary>
    public void Attached(AccountNews.Attached message, BotState state, long sequence)
    {
        Timers.Cancel(typeof(AttachDue));
        if (_sight.Instrument is not null || message.Instrument.Id != state.Config!.Trading.Symbol)
        {
            return;
        }

        _sight = _sight with { Instrument = message.Instrument };
        _children = new BotChildren(
            _context, ++_generation, state.Config!, message.Instrument, state.Identity!.Exchange, _services.VenueGateways);
        _children.Tell(sequence, state);
        Timers.StartPeriodicTimer(typeof(ReconcileDue), ReconcileDue.Instance, Settings.ReconcileInterval);
        ProtectSoon(state);
        Reconcile(state);
        Connection.ResolveInFlight(state);
        Connection.RequestOpenBudget(state);
    }

    /// <summary>News of the account may be missing: no entry before the venue was asked.</summary>
    public void Interrupted(BotState state)
    {
        if (state.Identity is null)
        {
            return;
        }

        _sight = _sight with { IsReconciled = false };
        Connection.Report(state);
        Reconcile(state);
    }

    /// <summary>Asks the venue about everything, once there is an account.</summary>
    public void Reconcile(BotState state)
    {
        if (_sight.Instrument is not null)
        {
            Connection.Reconcile(state);
        }
    }

    /// <summary>The account is not ready; the bot asks again unless the error is final.</summary>
    /// <returns>What is to be decided upon; nothing when the bot asks again.</returns>
    public BotInput? NotAttached(AccountNews.NotAttached message)
    {
        _log.Warning("{BotId} has no account: {Code} {Message}", _botId, message.Code, message.Message);
        return message.IsFinal ? new BotInput.Faulted(message.Code, message.Message, Halts: true) : null;
    }

    /// <summary>The venue could not be asked; it is tried again.</summary>
    public void ReconciliationFailed(string message)
    {
        _log.Warning("{BotId} could not reconcile: {Message}", _botId, message);
        Connection.ReconciliationEnded();
        Pending.GiveUpWishes(message);
        Timers.StartSingleTimer("reconcile-again", ReconcileDue.Instance, Settings.AttachRetry);
    }

    /// <summary>Takes note of what the account tells and is about to be decided upon.</summary>
    /// <returns>Whether the bot has been compared with the venue.</returns>
    public bool Hears(BotInput news)
    {
        if (news is not BotInput.Reconciled { Snapshot: { } snapshot })
        {
            return false;
        }

        Connection.ReconciliationEnded();
        Pending.Answer(snapshot);
        _sight = _sight with { IsReconciled = true };
        return true;
    }

    /// <summary>Takes what a child tells.</summary>
    /// <returns>Whether it comes from a child of this life, not from one that was replaced.</returns>
    public bool See(IActorRef sender, Func<BotSight, BotSight> take)
    {
        if (_children is null || !_children.Own(sender))
        {
            return false;
        }

        _sight = take(_sight);
        return true;
    }

    /// <summary>Takes a price and passes it on to the child that watches the positions.</summary>
    public void See(IActorRef sender, PriceView price)
    {
        if (See(sender, s => s with { Price = price }))
        {
            _children!.Tell(price);
        }
    }

    /// <summary>The data went stale or came back. The subscription is a fresh one, which wakes the bot by every price.</summary>
    /// <returns>What is to be decided upon; nothing when it comes from a child that was replaced.</returns>
    public BotInput? See(IActorRef sender, MarketDataProtocol.FreshnessChanged message)
    {
        if (!See(sender, s => s))
        {
            return null;
        }

        _children!.ForgetBand();
        return new BotInput.DataFreshness(message.IsStale, message.Reason);
    }

    /// <summary>A child started or restarted: it gets what the bot knows, and the newest price.</summary>
    public void Refresh(BotState state, long sequence)
    {
        _children?.Tell(sequence, state);
        if (_sight.Price is { } price)
        {
            _children?.Tell(price);
        }
    }

    /// <summary>Tells the hub which prices concern the bot.</summary>
    public void TellBand(BotState state, long sequence) => _children?.Tell(QuietBand.Of(state, Context(sequence)));

    /// <summary>Carries out what was just stored.</summary>
    public void CarryOut(Decision decision, BotState state, long lastSequence)
    {
        _services.Probe.Stored(_botId, decision.Events);
        var sequence = lastSequence - decision.Events.Length;
        foreach (var happened in decision.Events)
        {
            BotLog.Write(_log, _botId, ++sequence, happened);
        }

        foreach (var elapsed in _protection.Look(state))
        {
            _services.Probe.Protected(_botId, elapsed);
        }

        Connection.CarryOut(BotEffects.Of(decision.Events, state), state);
        _children?.Tell(lastSequence, state);
        Outbox.Offer(state);
    }

    /// <summary>Does what a decision wants besides its events.</summary>
    public void Finish(Decision decision, BotState state, IActorRef? replyTo)
    {
        Connection.Resend(decision.Resend, state);
        Connection.CarryOut(BotEffects.Repeated(decision), state);
        if (decision.NeedsReconciliation)
        {
            Timers.StartSingleTimer("ask-venue", ReconcileDue.Instance, AskDelay);
        }

        if (decision.Denial is { } denial)
        {
            _log.Debug("{BotId} denied: {Code} {Message}", _botId, denial.Code, denial.Message);
        }

        replyTo?.Tell(decision.Denial is null
            ? new CommandReply.Accepted(_botId, BotReport.StatusOf(state))
            : new CommandReply.Refused(
                _botId, decision.Denial.Code, decision.Denial.Message,
                decision.Denial.Field is { } field ? [new FieldProblem(field, decision.Denial.Message)] : []));
    }

    /// <summary>What follows from the new state besides effects: timers, children, the row for people.</summary>
    public void Follow(Decision decision, BotState state, long sequence)
    {
        if (decision.Events.Any(e => e is BotEvent.OrderFilled))
        {
            ProtectSoon(state);
        }

        if (decision.Events.Any(e => e is BotEvent.Registered or BotEvent.Started or BotEvent.Resumed or BotEvent.ConfigReloaded))
        {
            Wake(state);
        }

        if (decision.Events.Any(e => e is BotEvent.Started or BotEvent.Paused or BotEvent.Resumed or BotEvent.Stopped or BotEvent.DegradedChanged
            or BotEvent.ErrorRaised or BotEvent.PositionClosed or BotEvent.PositionOpened or BotEvent.StopRequested))
        {
            Beat(state, sequence);
        }
    }

    /// <summary>An entry that was filled in part and goes on filling gets its stop after the grace; in a new life of the bot as well.</summary>
    private void ProtectSoon(BotState state)
    {
        if (state.Positions.Values.Any(p => !p.HasLevels && !p.OpenQuantity.IsZero))
        {
            Timers.StartSingleTimer(typeof(ProtectionDue), ProtectionDue.Instance, Settings.ProtectionGrace);
        }
    }

    /// <summary>Whether the events of a decision make a snapshot worthwhile.</summary>
    public bool IsSnapshotDue(Decision decision, long sequence) =>
        sequence / Settings.SnapshotEvery > (sequence - decision.Events.Length) / Settings.SnapshotEvery;

    /// <summary>Says that the bot lives, and how.</summary>
    public void Beat(BotState state, long sequence) =>
        _services.StatusWriter.Tell(BotReport.Row(_botId, state, _sight, sequence, WallClock));

    /// <summary>Does what is due.</summary>
    /// <returns>What is to be decided upon; nothing when nothing is.</returns>
    public BotInput? OnDue(BotDue due, BotState state, long sequence)
    {
        switch (due)
        {
            case ProtectionDue: return new BotInput.ProtectionDue();
            case SettlementDue: return Outbox.SettledUpTo(state) is { } upTo ? new BotInput.NotificationsSettled(upTo) : null;
            case OutboxDue: Outbox.OfferAgain(state); break;
            case HeartbeatDue: Beat(state, sequence); break;
            case AttachDue: Attach(state); break;
            case ReconcileDue: Reconcile(state); break;
            case OutcomeDue: Connection.ResolveOverdue(state); break;
            case AnswerDue: Pending.GiveUp("the account did not answer in time"); break;
            default: throw new UnreachableException($"nothing to do for {due.GetType().Name}");
        }

        return null;
    }

    /// <summary>The notifier needs no more effort for a notification.</summary>
    public void Settled(NotifierProtocol.NotificationSettled message)
    {
        Outbox.Settled(message.Number);
        Timers.StartSingleTimer(typeof(SettlementDue), SettlementDue.Instance, Settings.SettlementDelay);
    }

    /// <summary>The notifier is full.</summary>
    public void OfferLater() => Timers.StartSingleTimer(typeof(OutboxDue), OutboxDue.Instance, Settings.AttachRetry);

    /// <summary>A bot that was never started, or that is still and has told everything, leaves memory.</summary>
    public void PassivateWhenIdle(BotState state)
    {
        if (state.Identity is null || (state.IsStopped && state.IsFlat && state.Outbox.IsEmpty))
        {
            Connection.Detach(state);
            _context.Parent.Tell(new Passivate(StopEntity.Instance));
        }
    }

    /// <summary>The node is about to go down: what is under way goes on, entries do not begin.</summary>
    /// <returns>The question that is answered once nothing is under way.</returns>
    public MarketDataProtocol.Settle Drained(IActorRef asker)
    {
        TakeNoEntries();
        return new MarketDataProtocol.Settle(asker, 0);
    }

    private void TakeNoEntries() => _sight = _sight with { IsDraining = true };

    /// <summary>No entries any more; what is under way is seen through within a bound.</summary>
    public void Drain()
    {
        if (!_isDraining)
        {
            _isDraining = true;
            TakeNoEntries();
            Timers.StartSingleTimer(typeof(DrainDue), DrainDue.Instance, Settings.DrainTimeout);
        }
    }
}

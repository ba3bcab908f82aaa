using System.Diagnostics;
using ActorBots.Ports.Notifications;
using ActorBots.Ports.Storage;
using Akka.Actor;
using Akka.Event;
using static ActorBots.Actors.Notifications.NotifierProtocol;

namespace ActorBots.Actors.Notifications;

/// <summary>
/// Tells the backend what happened, one actor per node: per bot in order and at least once, with a child per endpoint. Nobody waits for it:
/// bots tell it and go on. What it holds dies with it; the bots' durable outboxes bring it back.
/// </summary>
public sealed class NotifierActor : ReceiveActor, IWithTimers, IDisposable
{
    private readonly INotificationChannel _channel;
    private readonly IDeadLetterStore _deadLetters;
    private readonly TimeProvider _time;
    private readonly NotifierSettings _settings;
    private readonly DeliveryQueues _queues;
    private readonly Dictionary<string, IActorRef> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IActorRef> _replyTo = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beingKept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _totalSlots;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private NotifierStatsReply _stats = new(0, 0, 0, 0);
    private int _endpointsMade;

    /// <summary>See <see cref="Create"/>.</summary>
    public NotifierActor(INotificationChannel channel, IDeadLetterStore deadLetters, TimeProvider time, NotifierSettings settings)
    {
        _channel = channel;
        _deadLetters = deadLetters;
        _time = time;
        _settings = settings;
        _queues = new DeliveryQueues(settings);
        _totalSlots = new SemaphoreSlim(settings.TotalConcurrency, settings.TotalConcurrency);
        Receive<Deliver>(Accept);
        Receive<EndpointActor.AttemptFailed>(_ => _stats = _stats with { FailedAttempts = _stats.FailedAttempts + 1 });
        Receive<EndpointOutcome>(Finish);
        Receive<KeepDone>(FinishKeeping);
        Receive<KeepDue>(due => Keep(due.Outcome));
        Receive<Terminated>(dead => ReplaceEndpoint(dead.ActorRef));
        Receive<ResendDue>(due => Resend(due.EndpointKey));
        Receive<SweepDue>(_ => Sweep());
        Receive<GetNotifierStats>(_ => Sender.Tell(_stats with { Queued = _queues.Queued }));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make a node's notifier.</summary>
    /// <param name="channel">Makes the attempts.</param>
    /// <param name="deadLetters">Keeps what could not be delivered.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="settings">Delays and bounds.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message lists all that are.</exception>
    public static Props Create(INotificationChannel channel, IDeadLetterStore deadLetters, TimeProvider time, NotifierSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.ThrowIfUnusable();
        return Props.Create(() => new NotifierActor(channel, deadLetters, time, settings));
    }

    /// <summary>Called by Akka after the actor stopped.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _totalSlots.Dispose();
    }

    /// <inheritdoc />
    protected override void PreStart() =>
        Timers.StartPeriodicTimer("sweep", new SweepDue(), TimeSpan.FromTicks(Math.Max(_settings.IdleAfter.Ticks / 10, 1)));

    /// <inheritdoc />
    protected override void PostStop() => _stopping.Cancel();

    /// <summary>A broken child is replaced, and what was under way there is sent anew.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static _ => Directive.Stop);

    private void Accept(Deliver deliver)
    {
        var (notification, replyTo) = (deliver.Notification, deliver.ReplyTo);
        var admission = _queues.Offer(notification, deliver.OldestPending, _time.GetUtcNow());
        switch (admission)
        {
            case Admission.Accepted or Admission.Duplicate:
                _replyTo[notification.BotId] = replyTo;
                StartNext(notification.BotId);
                break;
            case Admission.AlreadyDelivered or Admission.AlreadyDead:
                var delivered = admission == Admission.AlreadyDelivered;
                replyTo.Tell(new NotificationSettled(notification.BotId, notification.Number, delivered));
                break;
            case Admission.Refused:
                replyTo.Tell(new Busy(notification.BotId, notification.Number));
                break;
            default:
                throw new UnreachableException($"unknown admission {admission}");
        }
    }

    private void StartNext(string botId)
    {
        if (_queues.Start(botId) is { } notification)
            EndpointFor(notification).Tell(new EndpointActor.Send(notification));
    }

    private IActorRef EndpointFor(Notification notification)
    {
        var key = DeliveryQueues.EndpointKey(notification);
        if (!_endpoints.TryGetValue(key, out var endpoint))
        {
            _endpointsMade++;
            var props = EndpointActor.Create(_channel, _totalSlots, _time, _settings, unchecked(_settings.Seed + _endpointsMade));
            endpoint = Context.Watch(Context.ActorOf(props, $"endpoint-{_endpointsMade}"));
            _endpoints.Add(key, endpoint);
        }

        return endpoint;
    }

    private void Finish(EndpointOutcome outcome)
    {
        if (outcome.Delivered)
            Settle(outcome);
        else if (_beingKept.Add(outcome.Notification.NotificationId))
            Keep(outcome);
    }

    private void Keep(EndpointOutcome outcome)
    {
        var letter = outcome.ToDeadLetter(_time.GetUtcNow());
        var stopping = _stopping.Token;
        Task.Run(() => _deadLetters.AddAsync(letter, stopping), stopping).PipeTo(
            Self, success: () => new KeepDone(outcome, null), failure: error => new KeepDone(outcome, error));
    }

    private void FinishKeeping(KeepDone done)
    {
        if (done.Error is null)
        {
            Settle(done.Outcome);
            return;
        }

        var notification = done.Outcome.Notification;
        _log.Error(done.Error, "Dead letter {0} was not stored; trying again", notification);
        Timers.StartSingleTimer(notification.NotificationId, new KeepDue(done.Outcome), _settings.DeadLetterRetryDelay);
    }

    private void Settle(EndpointOutcome outcome)
    {
        var (notification, delivered) = (outcome.Notification, outcome.Delivered);
        _beingKept.Remove(notification.NotificationId);
        if (!_queues.Settle(notification, delivered, _time.GetUtcNow()))
            return;

        _stats = delivered ? _stats with { Delivered = _stats.Delivered + 1 } : _stats with { Dead = _stats.Dead + 1 };
        if (!delivered)
            _log.Warning("{0} is a dead letter after {1} attempts: {2}", notification, outcome.Attempts, outcome.Error);
        _replyTo[notification.BotId].Tell(new NotificationSettled(notification.BotId, notification.Number, delivered));
        StartNext(notification.BotId);
    }

    private void ReplaceEndpoint(IActorRef dead)
    {
        var key = _endpoints.Single(e => e.Value.Equals(dead)).Key;
        _endpoints.Remove(key);
        Timers.StartSingleTimer(dead.Path.Name, new ResendDue(key), _settings.FirstDelay);
    }

    private void Resend(string endpointKey)
    {
        foreach (var notification in _queues.UnderWayAt(endpointKey).Where(n => !_beingKept.Contains(n.NotificationId)))
            EndpointFor(notification).Tell(new EndpointActor.Send(notification));
    }

    private void Sweep()
    {
        foreach (var botId in _queues.ForgetIdle(_time.GetUtcNow()))
            _replyTo.Remove(botId);
        foreach (var (key, endpoint) in _endpoints.Where(e => _queues.IsIdle(e.Key)).ToList())
        {
            _endpoints.Remove(key);
            Context.Stop(Context.Unwatch(endpoint));
        }
    }

    private sealed record KeepDone(EndpointOutcome Outcome, Exception? Error) : INoSerializationVerificationNeeded;

    private sealed record KeepDue(EndpointOutcome Outcome) : INoSerializationVerificationNeeded;

    private sealed record ResendDue(string EndpointKey) : INoSerializationVerificationNeeded;

    private sealed record SweepDue : INoSerializationVerificationNeeded;
}

using ActorBots.Ports.Notifications;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace ActorBots.Actors.Notifications;

/// <summary>
/// One endpoint: attempts, their retries and the breaker. Gets each bot's first notification from the notifier and answers with an
/// <see cref="EndpointOutcome"/> when it is delivered or given up. A slow or dead endpoint holds up nobody else.
/// </summary>
internal sealed class EndpointActor : ReceiveActor, IWithTimers, IDisposable
{
    private const string LookKey = "look";

    private readonly INotificationChannel _channel;
    private readonly SemaphoreSlim _totalSlots;
    private readonly TimeProvider _time;
    private readonly NotifierSettings _settings;
    private readonly EndpointQueue _queue;
    private readonly CircuitBreaker _breaker;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <summary>See <see cref="Create"/>.</summary>
    public EndpointActor(INotificationChannel channel, SemaphoreSlim totalSlots, TimeProvider time, NotifierSettings settings, int seed)
    {
        _channel = channel;
        _totalSlots = totalSlots;
        _time = time;
        _settings = settings;
        _queue = new EndpointQueue(settings, new RetryPolicy(settings, new Random(seed)));
        _breaker = NewBreaker(Self);
        Receive<Send>(Accept);
        Receive<AttemptDone>(Settle);
        Receive<Look>(_ => Pump());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private BreakerPhase Phase =>
        _breaker.IsClosed ? BreakerPhase.Closed : _breaker.IsHalfOpen ? BreakerPhase.HalfOpen : BreakerPhase.Open;

    /// <summary>How to make one.</summary>
    /// <param name="channel">Makes the attempts.</param>
    /// <param name="totalSlots">The attempts of all endpoints together; taken first come, first served.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="settings">Delays and bounds.</param>
    /// <param name="seed">The seed of this endpoint's jitter.</param>
    public static Props Create(
        INotificationChannel channel, SemaphoreSlim totalSlots, TimeProvider time, NotifierSettings settings, int seed) =>
        Props.Create(() => new EndpointActor(channel, totalSlots, time, settings, seed));

    /// <summary>Called by Akka after the actor stopped.</summary>
    public void Dispose() => _stopping.Dispose();

    /// <inheritdoc />
    protected override void PostStop() => _stopping.Cancel();

    private void Accept(Send send)
    {
        _queue.Add(send.Notification, _time.GetUtcNow());
        Pump();
    }

    private void Settle(AttemptDone done)
    {
        var now = _time.GetUtcNow();
        var phase = Phase;
        if (done.Result.IsDelivered)
            _breaker.Succeed();
        else
            Fail(done, phase);
        if (phase != BreakerPhase.Closed && Phase == BreakerPhase.Closed)
        {
            _log.Info("Endpoint {0} answers again: breaker closed", done.Notification.EndpointText);
            _queue.MakeAllDue(now);
        }

        if (_queue.Settle(done.Notification.NotificationId, done.Result, now) is { } outcome)
            Context.Parent.Tell(outcome);
        Pump();
    }

    private void Fail(AttemptDone done, BreakerPhase phase)
    {
        _breaker.Fail();
        Context.Parent.Tell(AttemptFailed.Instance);
        _log.Debug("Attempt failed: {0}: {1}", done.Notification, done.Result.Error);
        if (phase == BreakerPhase.Closed && Phase == BreakerPhase.Open)
            _log.Warning("Endpoint {0} fails, breaker opened: {1}", done.Notification.EndpointText, done.Result.Error);
    }

    private void Pump()
    {
        var now = _time.GetUtcNow();
        while (_queue.TakeExpired(now) is { } expired)
            Context.Parent.Tell(expired);
        while (_queue.TakeNext(Phase, now) is { } notification)
            Attempt(notification).PipeTo(Self, success: result => new AttemptDone(notification, result));

        if (_queue.NextLookAt(Phase) is { } lookAt)
            Timers.StartSingleTimer(LookKey, Look.Instance, lookAt > now ? lookAt - now : TimeSpan.Zero);
        else
            Timers.Cancel(LookKey);
    }

    /// <summary>Never fails: what the channel throws is a failed attempt, told by its kind only, for its text may hold a secret.</summary>
    private async Task<DeliveryResult> Attempt(Notification notification)
    {
        var stopping = _stopping.Token;
        try
        {
            await _totalSlots.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                using var limit = new CancellationTokenSource(_settings.AttemptTimeout, _time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
                return await _channel.SendAsync(notification, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            }
            finally
            {
                _totalSlots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.Failed("the attempt took too long or the notifier stopped", mayRetry: true);
        }
#pragma warning disable CA1031 // An attempt must end in a result, or the bot's queue would stand still for ever.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return DeliveryResult.Failed($"the attempt broke: {exception.GetType().Name}", mayRetry: true);
        }
    }

    private CircuitBreaker NewBreaker(IActorRef self) =>
        new CircuitBreaker(
            Context.System.Scheduler,
            _settings.BreakerFailures,
            callTimeout: _settings.AttemptTimeout,
            resetTimeout: _settings.BreakerOpenFor,
            maxResetTimeout: _settings.BreakerOpenForMax,
            exponentialBackoffFactor: 2)
        .OnHalfOpen(() => self.Tell(Look.Instance));

    /// <summary>From the notifier: a bot's first notification for this endpoint.</summary>
    internal sealed record Send(Notification Notification) : INoSerializationVerificationNeeded;

    /// <summary>To the notifier: an attempt failed; the figures count it.</summary>
    internal sealed record AttemptFailed : INoSerializationVerificationNeeded
    {
        public static AttemptFailed Instance { get; } = new();
    }

    private sealed record AttemptDone(Notification Notification, DeliveryResult Result)
        : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record Look : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}

using ActorBots.Actors.Notifications;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using static ActorBots.Actors.Notifications.NotifierProtocol;

namespace ActorBots.Actors.Tests.Notifications;

/// <summary>A notifier in virtual time, with a bot that is the test itself.</summary>
public abstract class NotifierSpecs : TestKit
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected NotifierSpecs()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
    }

    private protected static NotifierSettings Settings { get; } = new()
    {
        FirstDelay = TimeSpan.FromSeconds(1),
        MaxDelay = TimeSpan.FromSeconds(8),
        MaxAttempts = 4,
        BreakerFailures = 1000,
        BreakerOpenFor = TimeSpan.FromSeconds(10),
        BreakerOpenForMax = TimeSpan.FromSeconds(40),
        EndpointConcurrency = 2,
        TotalConcurrency = 8,
        DeadLetterRetryDelay = TimeSpan.FromSeconds(5),
        BotWindow = 10,
    };

    private protected ScriptedChannel Channel { get; } = new();

    private protected RecordingDeadLetterStore DeadLetters { get; } = new();

    private protected IActorRef StartNotifier(NotifierSettings? settings = null) =>
        Sys.ActorOf(NotifierActor.Create(Channel, DeadLetters, _time, settings ?? Settings));

    protected void Offer(IActorRef notifier, string botId, long number, string endpoint = SomeNotification.Endpoint, long oldest = 1) =>
        notifier.Tell(new Deliver(SomeNotification.Of(botId, number, endpoint), oldest, TestActor));

    /// <summary>Lets time pass in small steps, so that what one step causes is there in the next.</summary>
    protected void Pass(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            _time.Advance(step);
            ((TestScheduler)Sys.Scheduler).Advance(step);
        }
    }

    /// <summary>Lets seconds pass, one by one, until something is so.</summary>
    protected async Task PassUntilAsync(Func<bool> condition, int mostSeconds = 200)
    {
        for (var second = 0; second < mostSeconds; second++)
        {
            if (condition())
                return;

            Pass(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            await SettleAsync();
        }

        await EventuallyAsync(() => Assert.True(
            condition(), $"not so after {mostSeconds} s; attempts: {string.Join(' ', Channel.Attempts)}"));
    }

    /// <summary>Waits until the actors have worked off what the last step caused: their count of attempts stands still.</summary>
    protected async Task SettleAsync()
    {
        var stable = 0;
        var last = -1;
        while (stable < 3)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2));
            stable = Channel.Attempts.Count == last ? stable + 1 : 0;
            last = Channel.Attempts.Count;
        }
    }

    protected Task ExpectSettledAsync(string botId, long number, bool delivered = true) =>
        ExpectMsgAsync(new NotificationSettled(botId, number, delivered), TimeSpan.FromSeconds(5)).AsTask();

    protected Task EventuallyAsync(Action assertion) => AwaitAssertAsync(assertion, TimeSpan.FromSeconds(5));
}

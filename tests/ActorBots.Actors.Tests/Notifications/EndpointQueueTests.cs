using ActorBots.Actors.Notifications;
using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class EndpointQueueTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly NotifierSettings Settings = new()
    {
        FirstDelay = TimeSpan.FromSeconds(1),
        MaxDelay = TimeSpan.FromSeconds(8),
        MaxAttempts = 3,
        MaxAge = TimeSpan.FromMinutes(10),
        EndpointConcurrency = 2,
    };

    private readonly EndpointQueue _queue = new(Settings, new RetryPolicy(Settings, new Random(1)));

    [Fact]
    public void TakeNext_ManyDue_GivesThemInOrderOfArrivalUpToTheLimit()
    {
        AddBots("bot-a", "bot-b", "bot-c");

        Assert.Equal("bot-a", _queue.TakeNext(BreakerPhase.Closed, Start)?.BotId);
        Assert.Equal("bot-b", _queue.TakeNext(BreakerPhase.Closed, Start)?.BotId);
        Assert.Null(_queue.TakeNext(BreakerPhase.Closed, Start));

        Assert.True(_queue.Settle("bot-a-n1", DeliveryResult.Delivered, Start)?.Delivered);
        Assert.Equal("bot-c", _queue.TakeNext(BreakerPhase.Closed, Start)?.BotId);
    }

    [Fact]
    public void TakeNext_BreakerOpen_GivesNothing()
    {
        AddBots("bot-a");

        Assert.Null(_queue.TakeNext(BreakerPhase.Open, Start));
        Assert.Equal(Start + Settings.MaxAge, _queue.NextLookAt(BreakerPhase.Open));
    }

    [Fact]
    public void TakeNext_BreakerHalfOpen_GivesOneEvenIfItIsNotDue()
    {
        AddBots("bot-a", "bot-b");
        FailOnce("bot-a", Start);
        FailOnce("bot-b", Start);

        Assert.NotNull(_queue.TakeNext(BreakerPhase.HalfOpen, Start));
        Assert.Null(_queue.TakeNext(BreakerPhase.HalfOpen, Start));
        Assert.Equal(1, _queue.UnderWay);
    }

    [Fact]
    public void Settle_Failed_WaitsForItsTurnAgain()
    {
        AddBots("bot-a");
        FailOnce("bot-a", Start);

        var lookAt = _queue.NextLookAt(BreakerPhase.Closed);
        Assert.NotNull(lookAt);
        Assert.InRange(lookAt.Value, Start, Start + Settings.FirstDelay);
        Assert.Null(_queue.TakeNext(BreakerPhase.Closed, lookAt.Value.AddTicks(-1)));
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, lookAt.Value));
    }

    [Fact]
    public void Settle_LastAttemptFailed_IsDeadWithItsHistory()
    {
        AddBots("bot-a");
        FailOnce("bot-a", Start);
        FailOnce("bot-a", Start.AddSeconds(10));

        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start.AddSeconds(20)));
        var outcome = _queue.Settle("bot-a-n1", DeliveryResult.Failed("HTTP 500", true), Start.AddSeconds(20));

        Assert.Equal(new EndpointOutcome(SomeNotification.Of("bot-a", 1), false, 3, "HTTP 500"), outcome);
        Assert.Equal(0, _queue.Waiting);
        Assert.Null(_queue.NextLookAt(BreakerPhase.Closed));
    }

    [Fact]
    public void Settle_EndpointGone_IsDeadAtOnce()
    {
        AddBots("bot-a");
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));

        var outcome = _queue.Settle("bot-a-n1", DeliveryResult.Failed("HTTP 410", mayRetry: false), Start);

        Assert.Equal((false, 1), (outcome?.Delivered, outcome?.Attempts));
    }

    [Fact]
    public void Settle_RetryAfter_PausesTheWholeEndpointEvenForAProbe()
    {
        AddBots("bot-a", "bot-b");
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));
        _queue.Settle("bot-a-n1", DeliveryResult.Failed("HTTP 429", true, TimeSpan.FromSeconds(5)), Start);

        Assert.Null(_queue.TakeNext(BreakerPhase.Closed, Start.AddSeconds(4)));
        Assert.Null(_queue.TakeNext(BreakerPhase.HalfOpen, Start.AddSeconds(4)));
        Assert.Equal("bot-b", _queue.TakeNext(BreakerPhase.Closed, Start.AddSeconds(5))?.BotId);
        Assert.Equal("bot-a", _queue.TakeNext(BreakerPhase.Closed, Start.AddSeconds(5))?.BotId);
    }

    [Fact]
    public void TakeExpired_OlderThanItsAge_IsGivenUpWithoutAnAttempt()
    {
        AddBots("bot-a");

        Assert.Null(_queue.TakeExpired(Start + Settings.MaxAge - TimeSpan.FromTicks(1)));
        var outcome = _queue.TakeExpired(Start + Settings.MaxAge);

        Assert.Equal((false, 0, "the endpoint's breaker stayed open"), (outcome?.Delivered, outcome?.Attempts, outcome?.Error));
        Assert.Null(_queue.TakeExpired(Start + Settings.MaxAge));
    }

    [Fact]
    public void TakeExpired_AttemptUnderWay_WaitsForItsOutcome()
    {
        AddBots("bot-a");
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));

        Assert.Null(_queue.TakeExpired(Start + Settings.MaxAge));
        Assert.True(_queue.Settle("bot-a-n1", DeliveryResult.Delivered, Start + Settings.MaxAge)?.Delivered);
    }

    [Fact]
    public void MakeAllDue_AfterFailures_NothingWaitsForItsBackOff()
    {
        AddBots("bot-a", "bot-b");
        FailOnce("bot-a", Start);
        FailOnce("bot-b", Start);

        _queue.MakeAllDue(Start);

        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));
    }

    [Fact]
    public void Add_SameTwice_IsSentOnce()
    {
        AddBots("bot-a", "bot-a");
        Assert.NotNull(_queue.TakeNext(BreakerPhase.Closed, Start));
        AddBots("bot-a");

        Assert.Null(_queue.TakeNext(BreakerPhase.Closed, Start));
    }

    [Fact]
    public void Settle_UnknownNotification_ChangesNothing() =>
        Assert.Null(_queue.Settle("bot-x-n1", DeliveryResult.Delivered, Start));

    private void AddBots(params string[] botIds)
    {
        foreach (var botId in botIds)
            _queue.Add(SomeNotification.Of(botId, 1), Start);
    }

    private void FailOnce(string botId, DateTimeOffset now)
    {
        Assert.Equal(botId, _queue.TakeNext(BreakerPhase.Closed, now)?.BotId);
        Assert.Null(_queue.Settle($"{botId}-n1", DeliveryResult.Failed("HTTP 500", true), now));
    }
}

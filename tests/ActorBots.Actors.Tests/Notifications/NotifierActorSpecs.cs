using ActorBots.Actors.Notifications;
using ActorBots.Ports.Notifications;
using Akka.Actor;
using static ActorBots.Actors.Notifications.NotifierProtocol;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class NotifierActorSpecs : NotifierSpecs
{
    private const string Dead = "https://dead.test/hook";

    [Fact]
    public async Task Deliver_EndpointTakesIt_IsSettledInOrder()
    {
        var notifier = StartNotifier();
        for (var number = 1; number <= 5; number++)
            Offer(notifier, "bot-a", number);

        for (var number = 1; number <= 5; number++)
            await ExpectSettledAsync("bot-a", number);
        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"bot-a-n{n}"), Channel.Attempts);
    }

    [Fact]
    public async Task HardCase29_EndpointDownForAWhile_EverythingArrivesInOrderOnceItIsBack()
    {
        var isDown = true;
        Channel.Answer = (_, _) => Volatile.Read(ref isDown) ? ScriptedChannel.Fail() : Task.FromResult(DeliveryResult.Delivered);
        var notifier = StartNotifier(Settings with { MaxAttempts = 50 });
        for (var number = 1; number <= 3; number++)
            Offer(notifier, "bot-a", number);

        await PassUntilAsync(() => Channel.CountOf("bot-a-n1") >= 5);
        Assert.Equal(0, Channel.CountOf("bot-a-n2"));
        Volatile.Write(ref isDown, false);
        await PassUntilAsync(() => Channel.CountOf("bot-a-n3") == 1);

        for (var number = 1; number <= 3; number++)
            await ExpectSettledAsync("bot-a", number);
        Assert.Equal(["bot-a-n1", "bot-a-n2", "bot-a-n3"], Channel.Attempts.Distinct());
        Assert.Empty(DeadLetters.Letters);
    }

    [Fact]
    public async Task HardCase29_LastAttemptFails_BecomesADeadLetterAndTheNextOneGoesOn()
    {
        Channel.Answer = (n, _) => n.Number == 1 ? ScriptedChannel.Fail("HTTP 400") : Task.FromResult(DeliveryResult.Delivered);
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1, "https://user:pw@backend.test/hook?token=secret");
        Offer(notifier, "bot-a", 2);

        await PassUntilAsync(() => Channel.CountOf("bot-a-n2") == 1);

        await ExpectSettledAsync("bot-a", 1, delivered: false);
        await ExpectSettledAsync("bot-a", 2);
        var letter = Assert.Single(DeadLetters.Letters);
        Assert.Equal(("bot-a-n1", 4, "HTTP 400"), (letter.NotificationId, letter.Attempts, letter.LastError));
        Assert.Equal("https://backend.test/hook", letter.Endpoint);
        Assert.Equal("""{"number":1}""", letter.Payload);
        Assert.Equal(new NotifierStatsReply(1, 4, 1, 0), await AskStatsAsync(notifier));
    }

    [Fact]
    public async Task HardCase29_DeadLetterStoreFails_NothingIsSettledUntilItIsStored()
    {
        Channel.Answer = static (n, _) =>
            n.Number == 1 ? ScriptedChannel.Fail("HTTP 410", mayRetry: false) : Task.FromResult(DeliveryResult.Delivered);
        DeadLetters.IsBroken = true;
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1);
        Offer(notifier, "bot-a", 2);

        await PassUntilAsync(() => DeadLetters.Refusals >= 3);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        Assert.Equal(0, Channel.CountOf("bot-a-n2"));
        DeadLetters.IsBroken = false;
        await PassUntilAsync(() => DeadLetters.Letters.Count == 1);

        await ExpectSettledAsync("bot-a", 1, delivered: false);
        await ExpectSettledAsync("bot-a", 2);
        Assert.Equal(1, Channel.CountOf("bot-a-n1"));
    }

    [Fact]
    public async Task HardCase29_NotifierDies_TheOutboxOfferedAgainArrivesInOrder()
    {
        Channel.Answer = static (_, cancellation) => Never(cancellation);
        var first = StartNotifier();
        Offer(first, "bot-a", 1);
        Offer(first, "bot-a", 2);
        await EventuallyAsync(() => Assert.Equal(1, Channel.CountOf("bot-a-n1")));
        await WatchAsync(first);
        Sys.Stop(first);
        await ExpectTerminatedAsync(first);

        Channel.Answer = static (_, _) => Task.FromResult(DeliveryResult.Delivered);
        var second = StartNotifier();
        Offer(second, "bot-a", 1);
        Offer(second, "bot-a", 2);

        await ExpectSettledAsync("bot-a", 1);
        await ExpectSettledAsync("bot-a", 2);
        Assert.Equal(["bot-a-n1", "bot-a-n1", "bot-a-n2"], Channel.Attempts);
    }

    [Fact]
    public async Task HardCase28_EndpointNeverAnswers_OtherEndpointsAreNotDelayed()
    {
        Channel.Answer = static (n, cancellation) =>
            n.Endpoint.Host == "dead.test" ? Never(cancellation) : Task.FromResult(DeliveryResult.Delivered);
        var notifier = StartNotifier();
        for (var bot = 0; bot < 50; bot++)
            Offer(notifier, $"stuck-{bot}", 1, Dead);

        for (var number = 1; number <= 10; number++)
            Offer(notifier, "bot-a", number);

        for (var number = 1; number <= 10; number++)
            await ExpectSettledAsync("bot-a", number);
        Assert.Equal(50, (await AskStatsAsync(notifier)).Queued);
        await EventuallyAsync(() => Assert.Equal(2, Channel.Attempts.Count(id => id.StartsWith("stuck-", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Deliver_ManyEndpointsAtOnce_KeepsToTheTotalLimit()
    {
        var gate = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Channel.Answer = (_, _) => gate.Task;
        var notifier = StartNotifier(Settings with { TotalConcurrency = 3 });
        for (var bot = 0; bot < 12; bot++)
            Offer(notifier, $"bot-{bot}", 1, $"https://host-{bot}.test/");

        await EventuallyAsync(() => Assert.Equal(3, Channel.Attempts.Count));
        gate.SetResult(DeliveryResult.Delivered);

        await EventuallyAsync(() => Assert.Equal(12, Channel.Attempts.Count));
        Assert.Equal(3, Channel.MostUnderWay);
    }

    [Fact]
    public async Task Deliver_OfferedAgainWhileQueued_IsSentOnceAndConfirmedToTheNewestBot()
    {
        var gate = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Channel.Answer = (_, _) => gate.Task;
        var notifier = StartNotifier();
        var former = CreateTestProbe();
        notifier.Tell(new Deliver(SomeNotification.Of("bot-a", 1), 1, former.Ref));
        Offer(notifier, "bot-a", 1);
        Offer(notifier, "bot-a", 1);
        await AskStatsAsync(notifier);
        gate.SetResult(DeliveryResult.Delivered);

        await ExpectSettledAsync("bot-a", 1);
        await former.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
        Assert.Single(Channel.Attempts);
    }

    [Fact]
    public async Task Deliver_OfferedAgainAfterItWasSettled_IsConfirmedAgainAndNotSent()
    {
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1);
        await ExpectSettledAsync("bot-a", 1);

        Offer(notifier, "bot-a", 1);

        await ExpectSettledAsync("bot-a", 1);
        Assert.Single(Channel.Attempts);
    }

    [Fact]
    public async Task Deliver_BeyondTheWindow_IsBusyAndTakenLater()
    {
        var gate = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Channel.Answer = (_, _) => gate.Task;
        var notifier = StartNotifier(Settings with { BotWindow = 2 });
        for (var number = 1; number <= 4; number++)
            Offer(notifier, "bot-a", number);

        await ExpectMsgAsync(new Busy("bot-a", 3));
        await ExpectMsgAsync(new Busy("bot-a", 4));
        gate.SetResult(DeliveryResult.Delivered);
        await ExpectSettledAsync("bot-a", 1);
        await ExpectSettledAsync("bot-a", 2);
        Offer(notifier, "bot-a", 3, oldest: 3);
        Offer(notifier, "bot-a", 4, oldest: 3);
        await ExpectSettledAsync("bot-a", 3);
        await ExpectSettledAsync("bot-a", 4);
    }

    [Fact]
    public async Task Deliver_BotChangesItsEndpoint_OrderHoldsOverBoth()
    {
        var gate = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Channel.Answer = (n, _) => n.Number == 1 ? gate.Task : Task.FromResult(DeliveryResult.Delivered);
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1, "https://old.test/");
        Offer(notifier, "bot-a", 2, "https://new.test/");
        await AskStatsAsync(notifier);
        await EventuallyAsync(() => Assert.Equal(["bot-a-n1"], Channel.Attempts));

        gate.SetResult(DeliveryResult.Delivered);

        await ExpectSettledAsync("bot-a", 1);
        await ExpectSettledAsync("bot-a", 2);
    }

    [Fact]
    public async Task Deliver_ChannelThrows_IsAFailedAttemptWithoutItsText()
    {
        Channel.Answer = static (_, _) => throw new InvalidOperationException("whsec_very_secret");
        var notifier = StartNotifier(Settings with { MaxAttempts = 1 });
        Offer(notifier, "bot-a", 1);

        await ExpectSettledAsync("bot-a", 1, delivered: false);

        Assert.Equal("the attempt broke: InvalidOperationException", Assert.Single(DeadLetters.Letters).LastError);
    }

    [Fact]
    public async Task Deliver_EndpointChildBreaks_WhatWasUnderWayIsSentAnew()
    {
        Channel.Answer = static (_, cancellation) => Never(cancellation);
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1);
        await EventuallyAsync(() => Assert.Equal(1, Channel.CountOf("bot-a-n1")));
        Channel.Answer = static (_, _) => Task.FromResult(DeliveryResult.Delivered);

        Sys.ActorSelection(notifier, "endpoint-1").Tell(Kill.Instance);
        await PassUntilAsync(() => Channel.CountOf("bot-a-n1") == 2);

        await ExpectSettledAsync("bot-a", 1);
    }

    [Fact]
    public async Task Stop_AttemptUnderWay_IsCancelled()
    {
        var cancelled = new TaskCompletionSource();
        Channel.Answer = async (_, cancellation) =>
        {
            await using var registration = cancellation.Register(cancelled.SetResult);
            return await Never(cancellation);
        };
        var notifier = StartNotifier();
        Offer(notifier, "bot-a", 1);
        await EventuallyAsync(() => Assert.Single(Channel.Attempts));

        Sys.Stop(notifier);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Create_BadSettings_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => StartNotifier(new NotifierSettings { MaxAttempts = 0, TotalConcurrency = 0 }));

        Assert.Contains("notifier.max-attempts is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("notifier.total-concurrency is 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Deliver_OldestOutOfRange_IsRefused(long oldest) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Deliver(SomeNotification.Of("bot-a", 2), oldest, TestActor));

    private static async Task<DeliveryResult> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return DeliveryResult.Delivered;
    }

    private static Task<NotifierStatsReply> AskStatsAsync(IActorRef notifier) =>
        notifier.Ask<NotifierStatsReply>(GetNotifierStats.Instance, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
}

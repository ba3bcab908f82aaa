using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class NotifierBreakerSpecs : NotifierSpecs
{
    private bool _isDown = true;

    public NotifierBreakerSpecs()
    {
        Channel.Answer = (n, _) =>
            Volatile.Read(ref _isDown) && n.Endpoint.Host == "backend.test"
                ? ScriptedChannel.Fail()
                : Task.FromResult(DeliveryResult.Delivered);
    }

    [Fact]
    public async Task Breaker_EndpointFailsInARow_OpensAndNothingIsSentNorBurnt()
    {
        var notifier = StartNotifier(Settings with { BreakerFailures = 3, EndpointConcurrency = 1, MaxAttempts = 4 });
        for (var bot = 0; bot < 6; bot++)
            Offer(notifier, $"bot-{bot}", 1);
        await EventuallyAsync(() => Assert.Equal(3, Channel.Attempts.Count));

        Pass(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1));
        await SettleAsync();

        Assert.Equal(3, Channel.Attempts.Count);
        Assert.Empty(DeadLetters.Letters);
    }

    [Fact]
    public async Task Breaker_HalfOpen_IsProbedByOneNotification()
    {
        var notifier = StartNotifier(Settings with { BreakerFailures = 3, EndpointConcurrency = 1 });
        for (var bot = 0; bot < 6; bot++)
            Offer(notifier, $"bot-{bot}", 1);
        await EventuallyAsync(() => Assert.Equal(3, Channel.Attempts.Count));

        await PassUntilAsync(() => Channel.Attempts.Count > 3, 12);
        Pass(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1));
        await SettleAsync();

        Assert.Equal(4, Channel.Attempts.Count);
    }

    [Fact]
    public async Task Breaker_ProbeDelivered_ClosesAndEverythingGoesOutAtOnce()
    {
        var notifier = StartNotifier(Settings with { BreakerFailures = 3, MaxDelay = TimeSpan.FromHours(1), FirstDelay = TimeSpan.FromMinutes(30) });
        for (var bot = 0; bot < 6; bot++)
            Offer(notifier, $"bot-{bot}", 1);
        await EventuallyAsync(() => Assert.InRange(Channel.Attempts.Count, 3, 4));
        Volatile.Write(ref _isDown, false);

        await PassUntilAsync(() => Channel.Attempts.Distinct().Count() == 6, 12);

        var settled = await ReceiveNAsync(6, TimeSpan.FromSeconds(5)).ToListAsync();
        Assert.All(settled, s => Assert.True(Assert.IsType<ActorBots.Actors.Notifications.NotifierProtocol.NotificationSettled>(s).Delivered));
    }

    [Fact]
    public async Task Breaker_OpenForOneEndpoint_OthersAreServed()
    {
        var notifier = StartNotifier(Settings with { BreakerFailures = 1 });
        Offer(notifier, "bot-a", 1);
        await EventuallyAsync(() => Assert.Single(Channel.Attempts));

        Offer(notifier, "bot-b", 1, "https://other.test/");

        await ExpectSettledAsync("bot-b", 1);
    }

    [Fact]
    public async Task Breaker_OpenLongerThanTheirAge_NotificationsBecomeDeadLetters()
    {
        var notifier = StartNotifier(Settings with { BreakerFailures = 1, MaxAge = TimeSpan.FromSeconds(60), MaxAttempts = 1000 });
        Offer(notifier, "bot-a", 1);
        Offer(notifier, "bot-b", 1);

        await PassUntilAsync(() => DeadLetters.Letters.Count == 2);

        Assert.Equal(["bot-a-n1", "bot-b-n1"], DeadLetters.Letters.Select(l => l.NotificationId).Order());
    }
}

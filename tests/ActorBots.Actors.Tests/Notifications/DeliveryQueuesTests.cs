using ActorBots.Actors.Notifications;
using CsCheck;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class DeliveryQueuesTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly NotifierSettings Settings = new() { BotWindow = 3, EndpointWindow = 5, TotalWindow = 7 };

    private readonly DeliveryQueues _queues = new(Settings);

    [Fact]
    public void Start_SeveralQueued_GivesTheLowestAndOneAtATime()
    {
        Offer("bot-a", 1, 1);
        Offer("bot-a", 2, 1);

        Assert.Equal(1, _queues.Start("bot-a")?.Number);
        Assert.Null(_queues.Start("bot-a"));
        Assert.True(Settle("bot-a", 1));
        Assert.Equal(2, _queues.Start("bot-a")?.Number);
    }

    [Fact]
    public void Offer_SameAgain_IsDuplicateThenAlreadySettled()
    {
        Assert.Equal(Admission.Accepted, Offer("bot-a", 1, 1));
        Assert.Equal(Admission.Duplicate, Offer("bot-a", 1, 1));
        Assert.NotNull(_queues.Start("bot-a"));
        Assert.Equal(Admission.Duplicate, Offer("bot-a", 1, 1));

        Settle("bot-a", 1);
        Assert.Equal(Admission.AlreadyDelivered, Offer("bot-a", 1, 1));

        Offer("bot-a", 2, 1);
        _queues.Start("bot-a");
        Settle("bot-a", 2, delivered: false);
        Assert.Equal(Admission.AlreadyDead, Offer("bot-a", 2, 2));
        Assert.Equal(0, _queues.Queued);
    }

    [Fact]
    public void Offer_EarlierOneMissing_IsRefusedUntilItComes()
    {
        Assert.Equal(Admission.Refused, Offer("bot-a", 6, 5));
        Assert.Equal(Admission.Accepted, Offer("bot-a", 5, 5));
        Assert.Equal(Admission.Accepted, Offer("bot-a", 6, 5));
    }

    [Fact]
    public void Offer_AfterARefusalForRoom_LaterOnesDoNotOvertake()
    {
        foreach (var number in new long[] { 1, 2, 3 })
            Assert.Equal(Admission.Accepted, Offer("bot-a", number, 1));
        Assert.Equal(Admission.Refused, Offer("bot-a", 4, 1));
        _queues.Start("bot-a");
        Settle("bot-a", 1);

        Assert.Equal(Admission.Refused, Offer("bot-a", 5, 1));
        Assert.Equal(Admission.Accepted, Offer("bot-a", 4, 1));
    }

    [Fact]
    public void Offer_BotThatWasElsewhereMeanwhile_GoesOnWhereItsOutboxStarts()
    {
        Offer("bot-a", 1, 1);
        _queues.Start("bot-a");
        Settle("bot-a", 1);

        Assert.Equal(Admission.Accepted, Offer("bot-a", 21, 21));
        Assert.Equal(21, _queues.Start("bot-a")?.Number);
    }

    [Fact]
    public void Offer_EndpointFull_RefusesOnlyThatEndpoint()
    {
        foreach (var bot in new[] { "bot-a", "bot-b" })
        {
            foreach (var number in new long[] { 1, 2, 3 })
                Offer(bot, number, 1);
        }

        Assert.Equal(5, _queues.Queued);
        Assert.Equal(Admission.Refused, Offer("bot-b", 3, 1));
        Assert.Equal(Admission.Accepted, Offer("bot-c", 1, 1, "https://other.test/"));
        Assert.Equal(Admission.Accepted, Offer("bot-c", 2, 1, "https://other.test/"));
    }

    [Fact]
    public void Offer_AllFull_EachBotMayStillBringItsFirst()
    {
        foreach (var bot in Enumerable.Range(0, 20))
            Assert.Equal(Admission.Accepted, Offer($"bot-{bot}", 1, 1));
        Assert.Equal(Admission.Refused, Offer("bot-0", 2, 1));
    }

    [Fact]
    public void Settle_NotUnderWay_IsIgnored()
    {
        Offer("bot-a", 1, 1);

        Assert.False(Settle("bot-a", 1));
        Assert.False(Settle("bot-x", 1));
        Assert.Equal(1, _queues.Queued);
    }

    [Fact]
    public void ForgetIdle_SilentBotWithNothingQueued_IsForgotten()
    {
        Offer("bot-a", 1, 1);
        Offer("bot-b", 1, 1);
        _queues.Start("bot-a");
        Settle("bot-a", 1);

        Assert.Empty(_queues.ForgetIdle(Now + Settings.IdleAfter - TimeSpan.FromTicks(1)));
        Assert.Equal(["bot-a"], _queues.ForgetIdle(Now + Settings.IdleAfter));
        Assert.Equal(1, _queues.Bots);
    }

    [Fact]
    public void Settle_VeryMany_RemembersABoundedNumber()
    {
        var queue = new BotQueue();
        for (var number = 1; number <= 1000; number++)
        {
            queue.Add(SomeNotification.Of("bot-a", number));
            queue.Start();
            Assert.True(queue.Settle(number, true));
        }

        Assert.Null(queue.Recall(1000 - BotQueue.MaxRemembered));
        Assert.Equal(Admission.AlreadyDelivered, queue.Recall(1001 - BotQueue.MaxRemembered));
    }

    [Fact]
    public void HardCase29_AnyOffersAndOutcomes_EveryNumberIsStartedInOrderAndNoneIsLost() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 3].Array[200]).Sample((total, steps) =>
        {
            var queues = new DeliveryQueues(Settings);
            var outbox = new SortedSet<long>(Enumerable.Range(1, total).Select(n => (long)n));
            var started = new List<long>();
            foreach (var step in steps.Concat(Enumerable.Range(0, 8 * total).Select(i => i % 4)))
                Play(queues, outbox, started, step);

            Assert.Empty(outbox);
            Assert.Equal(Enumerable.Range(1, total).Select(n => (long)n), started.Distinct());
            Assert.Equal(0, queues.Queued);
        });

    private static void Play(DeliveryQueues queues, SortedSet<long> outbox, List<long> started, int step)
    {
        switch (step)
        {
            case 0: // the bot offers its outbox; the notifier took some, settled some
                foreach (var number in outbox.ToList())
                {
                    if (queues.Offer(SomeNotification.Of("bot", number), outbox.Min, Now) is Admission.AlreadyDelivered)
                        outbox.Remove(number);
                }

                break;
            case 1: // the bot offers only its newest: it must not overtake
                if (outbox.Count > 0)
                    queues.Offer(SomeNotification.Of("bot", outbox.Max), outbox.Min, Now);
                break;
            default:
                if (queues.Start("bot") is { } notification)
                {
                    started.Add(notification.Number);
                    queues.Settle(notification, true, Now);
                }

                break;
        }
    }

    private Admission Offer(string botId, long number, long oldest, string endpoint = SomeNotification.Endpoint) =>
        _queues.Offer(SomeNotification.Of(botId, number, endpoint), oldest, Now);

    private bool Settle(string botId, long number, bool delivered = true) =>
        _queues.Settle(SomeNotification.Of(botId, number), delivered, Now);
}

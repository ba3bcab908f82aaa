using ActorBots.Actors.Notifications;
using ActorBots.Domain.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>How a bot's business events reach the notifier.</summary>
public sealed class BotOutboxSpecs : BotSpecs
{
    [Fact]
    public async Task Offer_SeveralEvents_ComeOldestFirst()
    {
        await StartAsync();
        Hold();

        Assert.Equal((1, "BOT_STARTED"), Of(Next<NotifierProtocol.Deliver>(Notifier)));
        Assert.Equal((2, "POSITION_OPENED"), Of(Next<NotifierProtocol.Deliver>(Notifier)));
    }

    [Fact]
    public async Task Busy_LaterEverythingUnsettledIsOfferedAgain()
    {
        await StartAsync();
        Hold();
        Next<NotifierProtocol.Deliver>(Notifier, d => d.Notification.Number == 2);

        Bot.Tell(new NotifierProtocol.NotificationSettled(BotId, 1, Delivered: true));
        Bot.Tell(new NotifierProtocol.Busy(BotId, 2));
        Look();
        Pass(Settings.AttachRetry + TimeSpan.FromSeconds(1));

        Assert.Equal((2, "POSITION_OPENED"), Of(Next<NotifierProtocol.Deliver>(Notifier)));
    }

    [Fact]
    public async Task Settled_AfterTheDelay_IsJournaledUpToTheFirstGap()
    {
        await StartAsync();
        Hold();
        Next<NotifierProtocol.Deliver>(Notifier, d => d.Notification.Number == 2);

        Bot.Tell(new NotifierProtocol.NotificationSettled(BotId, 2, Delivered: true));
        Look();
        Pass(Settings.SettlementDelay + TimeSpan.FromSeconds(1));
        Look();
        Assert.DoesNotContain(Events, e => e is BotEvent.NotificationsSettled);
        Bot.Tell(new NotifierProtocol.NotificationSettled(BotId, 1, Delivered: true));
        Look();
        Pass(Settings.SettlementDelay + TimeSpan.FromSeconds(1));

        await UntilAsync(() => Look().OutboxLength == 0);
        Assert.Equal(2, Assert.Single(Events.OfType<BotEvent.NotificationsSettled>()).UpTo);
    }

    [Fact]
    public async Task Restart_WhatWasNotSettled_IsOfferedAgainUnderTheSameId()
    {
        await StartAsync();
        var first = Next<NotifierProtocol.Deliver>(Notifier).Notification;

        Restart();

        var again = Next<NotifierProtocol.Deliver>(Notifier).Notification;
        Assert.Equal((first.NotificationId, first.Payload), (again.NotificationId, again.Payload));
    }

    private static (long Number, string EventType) Of(NotifierProtocol.Deliver message) => (message.Notification.Number, message.Notification.EventType);
}

using System.Text.Json;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

public sealed class BusinessEventsTests
{
    [Fact]
    public void Evolve_WholeLife_TellsItInOrderWithoutGaps()
    {
        var bot = new BotScenario().Holding().Trade(89_825m).Run();
        bot.Tell(new BotInput.Stop(StopMode.Keep));

        Assert.Equal(
            [BusinessEvents.BotStarted, BusinessEvents.PositionOpened, BusinessEvents.PositionClosed, BusinessEvents.BotStopped],
            bot.State.Outbox.Select(n => n.EventType));
        Assert.Equal([1L, 2L, 3L, 4L], bot.State.Outbox.Select(n => n.Number));
        using var closed = JsonDocument.Parse(bot.State.Outbox[2].Payload);
        var data = closed.RootElement.GetProperty("data");
        Assert.Equal(
            ("bot-1-t000001", "bot-1-p000001", "TARGET", 0.011m, 2.49008375m),
            (data.GetProperty("trade_id").GetString(), data.GetProperty("position_id").GetString(), data.GetProperty("exit_reason").GetString(),
                data.GetProperty("quantity").GetDecimal(), data.GetProperty("pnl").GetDecimal()));
    }

    [Fact]
    public void Evolve_NumbersStoredWithOtherScales_GivesTheSameBytes()
    {
        var bot = new BotScenario().Holding().Trade(89_825m).Run();
        var replayed = bot.Events.Select(e => e switch
        {
            BotEvent.PositionClosed c => c with { Trade = c.Trade with { Quantity = new Quantity(c.Trade.Quantity.Value * 1.000m), Pnl = c.Trade.Pnl * 1.0m } },
            BotEvent.PositionOpened o => o with { Target = new Price(o.Target.Value * 1.00m) },
            _ => e,
        }).Aggregate(BotState.Empty, BotEvolution.Evolve);

        Assert.Equal(bot.State.Outbox.Select(n => n.Payload), replayed.Outbox.Select(n => n.Payload));
    }

    [Fact]
    public void Evolve_OnlySomeEventsWanted_NumbersOnlyThose()
    {
        var config = BotScenario.DefaultConfig with
        {
            Notifications = new NotificationsConfig { WebhookUrl = new Uri("https://backend.example/hook"), Events = [BusinessEvents.PositionClosed] },
        };
        var bot = new BotScenario(config).Holding().Trade(89_825m).Run();

        Assert.Equal((1L, BusinessEvents.PositionClosed), (Assert.Single(bot.State.Outbox).Number, bot.State.Outbox[0].EventType));
    }

    [Fact]
    public void Evolve_NoEndpoint_TellsNothing() =>
        Assert.Empty(new BotScenario(BotScenario.DefaultConfig with { Notifications = new NotificationsConfig() }).Holding().State.Outbox);
}

using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>
/// The process dies after each single message of a life; the books end up the same as without the death, but for the numbers: an entry that
/// never left is given up and decided anew.
/// </summary>
public sealed class BotCrashTests
{
    private static readonly decimal[] TargetLife = [89_500m, 89_600m, 89_825m, 89_700m];
    private static readonly decimal[] StopLife = [89_500m, 89_200m, 89_012.5m];
    private static readonly decimal[] TrailingLife = [89_500m, 89_700m, 89_760m, 89_810m, 89_640m];

    [Theory]
    [InlineData(nameof(TargetLife), true)]
    [InlineData(nameof(TargetLife), false)]
    [InlineData(nameof(StopLife), true)]
    [InlineData(nameof(StopLife), false)]
    [InlineData(nameof(TrailingLife), true)]
    [InlineData(nameof(TrailingLife), false)]
    public void Crash_AfterAnyMessage_EndsWithTheSameBooks(string life, bool losesCalls)
    {
        var prices = life switch { nameof(TargetLife) => TargetLife, nameof(StopLife) => StopLife, _ => TrailingLife };
        var (expected, messages) = Live(prices, crashAfter: null, losesCalls);
        Assert.NotEmpty(expected.Trades);
        Assert.True(messages > 10);
        for (var crashAfter = 0; crashAfter < messages; crashAfter++)
        {
            var (bot, _) = Live(prices, crashAfter, losesCalls);
            Assert.True(Books(expected) == Books(bot), $"crash after message {crashAfter}:\n{Books(bot)}\ninstead of\n{Books(expected)}");
            Assert.Equal(expected.Venue.Cash, bot.Venue.Cash);
        }
    }

    private static string Books(BotScenario bot) => string.Join(
        "\n", bot.Trades.Select(t => $"{t.Quantity} {t.EntryPrice} {t.ExitPrice} {t.Pnl} {t.Reason} {t.OpenedAt:O} {t.ClosedAt:O}"))
        + StateText.Of(bot.State.Statistics);

    private static (BotScenario Bot, int Messages) Live(decimal[] prices, int? crashAfter, bool losesCalls)
    {
        var config = Chaos.Config with { Risk = Chaos.Config.Risk with { MaxConcurrentPositions = 1, MaxTradesPerMinute = 60 } };
        var bot = new BotScenario(config).Started();
        var messages = 0;
        foreach (var price in prices)
        {
            bot.Wait(TimeSpan.FromSeconds(10)).Trade(price);
            while (true)
            {
                if (messages++ == crashAfter)
                {
                    bot.Crash(losesCalls);
                }

                if (bot.News.Count > 0)
                {
                    bot.DeliverNews(0);
                }
                else if (bot.Calls.Count > 0)
                {
                    bot.DeliverCall(0);
                }
                else if (!bot.IsAtRest)
                {
                    bot.AskVenue();
                }
                else
                {
                    break;
                }
            }
        }

        return (bot, messages);
    }
}

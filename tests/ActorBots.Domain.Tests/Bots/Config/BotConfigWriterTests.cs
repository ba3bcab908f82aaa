using System.Collections.Immutable;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using CsCheck;

namespace ActorBots.Domain.Tests.Bots.Config;

public sealed class BotConfigWriterTests
{
    private static readonly Gen<AtrConfig> GenAtr =
        Gen.Select(Gen.Int[1, 100], Gen.Int[5, 2_000], Gen.Int[5, 5_000], Gen.Int[10, 2_000], Gen.Int[1, 200])
            .Select((period, entry, target, stop, lookback) => new AtrConfig
            {
                Period = period,
                EntryMultiplier = entry / 100m,
                TargetMultiplier = target / 100m,
                StopMultiplier = stop / 100m,
                RecentHighLookback = lookback,
            });

    private static readonly Gen<SizingConfig> GenSizing =
        Gen.Select(Gen.Int[0, 10_000].Array[1, 20], Gen.Int[1, 50], Gen.Int[1, 100]).Select((depths, share, rate) => new SizingConfig
        {
            Steps = [.. depths.Distinct().Order().Select((depth, i) => new SizingStep(depth / 100m, (share + i) / 100m))],
            HighVolatilityRate = rate / 100m,
            HighVolatilityFactor = (101 - rate) / 100m,
        });

    private static readonly Gen<RiskConfig> GenRisk =
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 940], Gen.Int[0, 9_000], Gen.Int[1, 10], Gen.Long[0, 100_000_000_000])
            .Select((minute, hour, day, positions, loss) => new RiskConfig
            {
                MaxTradesPerMinute = minute,
                MaxTradesPerHour = minute + hour,
                MaxTradesPerDay = minute + hour + day,
                MaxConcurrentPositions = positions,
                MaxLoss = loss == 0 ? null : new Money(loss / 100m),
            });

    private static readonly Gen<TrailingConfig> GenTrailing =
        Gen.Select(Gen.Bool, Gen.Int[5, 5_000], Gen.Int[1, 1_000]).Select((enabled, activation, step) => new TrailingConfig
        {
            Enabled = enabled,
            ActivationMultiplier = activation / 100m,
            CallbackMultiplier = Math.Min(activation, 2_000) / 100m,
            StepMultiplier = step / 100m,
        });

    private static readonly Gen<NotificationsConfig> GenNotifications =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 10]).Select((hasUrl, hasSecret, events) => new NotificationsConfig
        {
            WebhookUrl = hasUrl ? new Uri("https://backend.example.com:8443/hooks/b%C3%B6ts?x=1&y=<2>") : null,
            WebhookSecret = hasSecret ? "team-a-webhook-1" : null,
            Events = NotificationsConfig.KnownEvents[..events],
        });

    private static readonly Gen<BotConfig> GenConfig =
        Gen.Select(GenAtr, GenSizing, GenRisk, GenTrailing, GenNotifications, Gen.Select(Gen.Int[0, 3], Gen.Int[100, 12_500], Gen.Long[100, 100_000_000_000]))
            .Select((atr, sizing, risk, trailing, notifications, rest) => new BotConfig
            {
                Trading = new TradingConfig
                {
                    Symbol = new InstrumentId("1000PEPEUSDT"),
                    Leverage = rest.Item2 / 100m,
                    Timeframe = CandleIntervals.All[rest.Item1],
                },
                Atr = atr,
                Sizing = sizing,
                Budget = new BudgetConfig { AllocatedAmount = new Money(rest.Item3 / 100m), MaxPositionPercentage = 1m },
                Risk = risk,
                Trailing = trailing,
                Notifications = notifications,
            });

    [Fact]
    public void Write_AnyConfig_ReadsBackEqual() =>
        GenConfig.Sample(config =>
        {
            var json = BotConfigWriter.Write(config);

            var reading = BotConfigReader.Read(json);

            Assert.Empty(reading.Problems);
            Assert.Equal(config, reading.Config);
            Assert.Equal(config.GetHashCode(), reading.Config!.GetHashCode());
            Assert.Equal(json, BotConfigWriter.Write(reading.Config));
        });

    [Fact]
    public void Write_Defaults_IsCompactSnakeCase() => Assert.StartsWith(
        """{"trading":{"symbol":"BTCUSDT","leverage":10,"timeframe":"15m","strategy":"long-dip-atr"},"atr":{"period":10,"entry_multiplier":0.8,""",
        BotConfigWriter.Write(SomeConfig.Bot()));

    [Fact]
    public void Equals_OneDifferentElement_Differs()
    {
        var config = SomeConfig.Bot();
        var otherSteps = config with { Sizing = config.Sizing with { Steps = [new(1m, 0.05m)] } };
        var otherEvents = config with { Notifications = new NotificationsConfig { Events = ["BOT_ERROR"] } };

        Assert.Equal(config, config with { Sizing = new SizingConfig { Steps = [.. config.Sizing.Steps] } });
        Assert.NotEqual(config, otherSteps);
        Assert.NotEqual(config, otherEvents);
    }

    [Fact]
    public void Steps_EmptyOrNotAscending_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SizingConfig { Steps = [] });
        Assert.Throws<ArgumentException>(() => new SizingConfig { Steps = default });
        Assert.Throws<ArgumentException>(() => new SizingConfig { Steps = [new(2m, 0.1m), new(2m, 0.2m)] });
    }

    [Fact]
    public void Events_Default_IsEmpty() =>
        Assert.Equal(ImmutableArray<string>.Empty, new NotificationsConfig { Events = default }.Events);
}

using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Strategies;
using ActorBots.Domain.Strategies.LongDipAtr;
using CsCheck;

namespace ActorBots.Domain.Tests.Strategies;

public sealed class LongDipAtrStrategyTests
{
    private static readonly LongDipAtrStrategy Strategy = new();

    private static readonly Gen<StrategyInput> GenInput =
        Gen.Select(Gen.Int[1, 2_000_000], Gen.Int[0, 50_000], Gen.Int[-5_000, 60_000], Gen.Int[0, 2_000_000], Gen.Int[-20_000, 20_000], Gen.Int[5, 300])
            .Select((high, atr, depth, last, highBefore, multiplier) => new StrategyInput
            {
                Config = SomeConfig.Bot() with { Atr = new AtrConfig { EntryMultiplier = multiplier / 100m } },
                RecentHigh = new Price(high / 10m),
                Atr = atr / 100m,
                Price = new Price((high - depth) / 10m),
                LastEntryPrice = last % 2 == 0 ? null : new Price(last / 10m),
                RecentHighAtLastEntry = last % 2 == 0 ? null : new Price((high + highBefore) / 10m),
            });

    [Fact]
    public void Evaluate_FlatAtTheTrigger_SignalsWithDepth()
    {
        var signal = Strategy.Evaluate(Input(price: 99_740m));

        Assert.Equal(
            new EntrySignal { Price = new Price(99_740m), DipAtr = 0.8m, Atr = 325m, RecentHigh = new Price(100_000m) }, signal);
    }

    [Fact]
    public void Evaluate_FlatOneTickAboveTheTrigger_IsSilent() => Assert.Null(Strategy.Evaluate(Input(price: 99_740.1m)));

    [Fact]
    public void Evaluate_AfterAnEntry_WaitsForTheNextRungBelowIt()
    {
        var ladder = Input(price: 99_700m) with
        {
            LastEntryPrice = new Price(99_740m),
            RecentHighAtLastEntry = new Price(100_000m),
        };

        Assert.Null(Strategy.Evaluate(ladder));
        Assert.Null(Strategy.Evaluate(ladder with { Price = new Price(99_480.1m) }));
        var signal = Strategy.Evaluate(ladder with { Price = new Price(99_480m) });
        Assert.Equal(1.6m, signal?.DipAtr);
    }

    [Fact]
    public void Evaluate_NewHighAfterAnEntry_MeasuresFromTheHighAgain()
    {
        var ladder = Input(price: 99_740.1m) with
        {
            RecentHigh = new Price(100_000.1m),
            LastEntryPrice = new Price(99_740m),
            RecentHighAtLastEntry = new Price(100_000m),
        };

        Assert.NotNull(Strategy.Evaluate(ladder));
    }

    [Fact]
    public void Evaluate_HighLeftTheLookback_KeepsTheEntryAsReference()
    {
        var ladder = Input(price: 99_600m) with
        {
            RecentHigh = new Price(99_990m),
            LastEntryPrice = new Price(99_740m),
            RecentHighAtLastEntry = new Price(100_000m),
        };

        Assert.Null(Strategy.Evaluate(ladder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Evaluate_NoVolatility_IsSilent(int atr) =>
        Assert.Null(Strategy.Evaluate(Input(price: 1m) with { Atr = atr }));

    [Fact]
    public void Evaluate_AnyInput_SignalsExactlyAtOrBelowTheTrigger() =>
        GenInput.Sample(input =>
        {
            var trigger = Strategy.EntryTrigger(input);
            var isDue = input.Price.Value > 0m && input.Price <= trigger;

            Assert.True(trigger.Value >= 0m);
            Assert.Equal(isDue, Strategy.Evaluate(input) is not null);
            Assert.Equal(trigger, Strategy.EntryTrigger(input with { Price = new Price(1m) }));
        });

    [Fact]
    public void Evaluate_SameInputTwice_SaysTheSame() =>
        GenInput.Sample(input => Assert.Equal(Strategy.Evaluate(input), new LongDipAtrStrategy().Evaluate(input with { })));

    [Fact]
    public void Evaluate_FallingPrice_GivesALadderNotABurst() =>
        Gen.Select(Gen.Int[1, 30].Array[1, 200], Gen.Int[5, 300]).Sample((falls, multiplier) =>
        {
            var input = Input(price: 100_000m) with
            {
                Config = SomeConfig.Bot() with { Atr = new AtrConfig { EntryMultiplier = multiplier / 100m } },
            };
            var entries = new List<Price>();
            foreach (var fall in falls)
            {
                input = input with { Price = input.Price - fall };
                if (Strategy.Evaluate(input) is { } signal)
                {
                    entries.Add(signal.Price);
                    input = input with { LastEntryPrice = signal.Price, RecentHighAtLastEntry = input.RecentHigh };
                }
            }

            var rung = multiplier / 100m * input.Atr;
            Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.True(pair.First - pair.Second >= rung));
            Assert.True(entries.Count <= (100_000m - input.Price.Value) / rung);
        });

    [Fact]
    public void Find_EveryListedStrategy_IsFoundByItsName()
    {
        Assert.All(StrategyCatalog.All, strategy => Assert.Same(strategy, StrategyCatalog.Find(strategy.Name)));
        Assert.Equal(StrategyCatalog.All.Length, StrategyCatalog.All.Select(strategy => strategy.Name).Distinct().Count());
        Assert.NotNull(StrategyCatalog.Find(SomeConfig.Bot().Trading.Strategy));
        Assert.Null(StrategyCatalog.Find("no-such-strategy"));
        Assert.Null(StrategyCatalog.Find(null));
    }

    private static StrategyInput Input(decimal price) => new()
    {
        Config = SomeConfig.Bot(),
        Price = new Price(price),
        Atr = 325m,
        RecentHigh = new Price(100_000m),
    };
}

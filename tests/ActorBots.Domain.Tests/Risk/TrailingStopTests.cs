using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Risk;
using ActorBots.Testing;
using CsCheck;

namespace ActorBots.Domain.Tests.Risk;

public sealed class TrailingStopTests
{
    private static readonly TrailingConfig Config = new() { Enabled = true };
    private static readonly Price Entry = new(89_500m);
    private static readonly Price FirstStop = new(89_012.5m);

    private static readonly Gen<TrailingConfig> GenConfig =
        Gen.Select(Gen.Int[5, 500], Gen.Int[5, 500], Gen.Int[1, 200]).Select((activation, callback, step) => new TrailingConfig
        {
            Enabled = true,
            ActivationMultiplier = activation / 100m,
            CallbackMultiplier = callback / 100m,
            StepMultiplier = step / 100m,
        });

    [Fact]
    public void Advance_BelowActivation_StaysPut() => Assert.Null(Advance(best: 89_824.9m));

    [Fact]
    public void Advance_AtActivation_LocksInTheProfit() => Assert.Equal(new Price(89_662.5m), Advance(best: 89_825m));

    [Fact]
    public void Advance_RiseBelowOneStep_IsNotWorthAMove()
    {
        var current = new Price(89_662.5m);

        Assert.Null(TrailingStop.Advance(Config, 325m, Entry, new Price(89_857.3m), current, Some.Instrument()));
        Assert.Equal(
            new Price(89_695m), TrailingStop.Advance(Config, 325m, Entry, new Price(89_857.5m), current, Some.Instrument()));
    }

    [Fact]
    public void Advance_Disabled_StaysPut()
    {
        Assert.Null(TrailingStop.Advance(new TrailingConfig(), 325m, Entry, new Price(99_000m), FirstStop, Some.Instrument()));
        Assert.Null(TrailingStop.ArmingPrice(new TrailingConfig(), 325m, Entry));
        Assert.Null(TrailingStop.QuietBelow(new TrailingConfig(), 325m, Entry, FirstStop, Some.Instrument()));
    }

    [Fact]
    public void ArmingPrice_Enabled_IsActivationAboveEntry() =>
        Assert.Equal(new Price(89_825m), TrailingStop.ArmingPrice(Config, 325m, Entry));

    [Fact]
    public void Advance_AnyPath_NeverMovesBackAndMovesByStepsOnly() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenConfig, Gen.Int[1, 1_000], Gen.Int[-20, 40].Array[1, 60])
            .Sample((instrumentAndPrice, config, atrTicks, moves) =>
            {
                var (instrument, entry) = instrumentAndPrice;
                var atr = atrTicks * instrument.TickSize / 3m;
                var stop = new Price(instrument.TickSize);
                var (price, best) = (entry, entry);
                foreach (var move in moves)
                {
                    price = Price.Max(new Price(instrument.TickSize), price + (move * instrument.TickSize));
                    best = Price.Max(best, price);
                    if (TrailingStop.Advance(config, atr, entry, best, stop, instrument) is { } level)
                    {
                        Assert.True(instrument.IsOnTick(level));
                        Assert.True(level > stop);
                        Assert.True(level - stop >= config.StepMultiplier * atr);
                        Assert.True(level < best);

                        // A decimal holds 28 digits: the last of them is the only slack.
                        var slack = best.Value * 1e-25m;
                        Assert.True(best - level <= Math.Max(config.CallbackMultiplier * atr, instrument.TickSize) + slack);
                        stop = level;
                        Assert.Null(TrailingStop.Advance(config, atr, entry, best, stop, instrument));
                    }
                }
            });

    [Fact]
    public void QuietBelow_AnyState_HidesNoMoveAndWakesWithinTwoTicks() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenConfig, Gen.Int[1, 1_000], Gen.Int[1, 3_000], Gen.Int[1, 2_000])
            .Sample((instrumentAndPrice, config, atrTicks, stopBelow, depth) =>
            {
                var (instrument, entry) = instrumentAndPrice;
                var tick = instrument.TickSize;
                var atr = atrTicks * tick / 3m;
                var stop = Price.Max(new Price(tick), entry - (stopBelow * tick));

                var quiet = TrailingStop.QuietBelow(config, atr, entry, stop, instrument)!.Value;

                Assert.Null(TrailingStop.Advance(config, atr, entry, quiet - (tick * depth / 1_000m), stop, instrument));
                Assert.NotNull(TrailingStop.Advance(config, atr, entry, quiet + (2m * tick), stop, instrument));
            });

    private static Price? Advance(decimal best) =>
        TrailingStop.Advance(Config, 325m, Entry, new Price(best), FirstStop, Some.Instrument());
}

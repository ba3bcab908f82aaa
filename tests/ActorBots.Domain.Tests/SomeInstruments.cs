using ActorBots.Domain.Instruments;
using ActorBots.Testing;
using CsCheck;

namespace ActorBots.Domain.Tests;

/// <summary>Instruments of every kind of step that venues list, and of kinds that they do not list yet.</summary>
internal static class SomeInstruments
{
    private static readonly decimal[] Factors = [1m, 2m, 2.5m, 5m];

    private static readonly Gen<decimal> GenStep =
        Gen.Select(Gen.Int[-9, 3], Gen.Int[0, 3].Select(i => Factors[i])).Select((exponent, factor) => factor * PowerOfTen(exponent));

    /// <summary>An instrument and a price on its tick.</summary>
    internal static Gen<(Instrument Instrument, Price Price)> GenInstrumentAndPrice { get; } =
        Gen.Select(GenStep, GenStep, Gen.Int[2, 5_000_000], Gen.Int[1, 200], Gen.Int[1, 1_000_000], Gen.Int[0, 100])
            .Select((tick, step, ticks, minSteps, maxSteps, minNotional) => (
                Some.Instrument() with
                {
                    TickSize = tick,
                    QuantityStep = step,
                    MinQuantity = new Quantity(step * minSteps),
                    MaxMarketQuantity = new Quantity(step * (minSteps + maxSteps)),
                    MinNotional = new Money(minNotional),
                },
                new Price(tick * ticks)));

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            power = exponent > 0 ? power * 10m : power / 10m;
        }

        return power;
    }
}

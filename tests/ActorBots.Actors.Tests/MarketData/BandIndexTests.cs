using ActorBots.Actors.MarketData;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using Akka.Actor;
using CsCheck;

namespace ActorBots.Actors.Tests.MarketData;

/// <summary>The index against looking at everybody.</summary>
public sealed class BandIndexTests
{
    private static readonly IActorRef[] Subscribers =
        [.. Enumerable.Range(0, 8).Select(i => (IActorRef)new Nobody(new RootActorPath(Address.AllSystems) / $"subscriber-{i}"))];

    private static readonly Gen<Price?> SomePrice =
        Gen.Frequency((1, Gen.Const((Price?)null)), (5, Gen.Int[0, 20].Select(p => (Price?)new Price(p))));

    private static readonly Gen<(int Who, QuietBand? Band)> SomeStep = Gen.Select(
        Gen.Int[0, 7],
        Gen.Frequency((1, Gen.Const((QuietBand?)null)), (4, Gen.Select(SomePrice, SomePrice, (low, high) => (QuietBand?)new QuietBand(low, high)))));

    [Fact]
    public void Concerned_AnyBands_AreThoseThatLookingAtAllFinds() =>
        Gen.Select(SomeStep.Array[0, 60], Gen.Int[0, 20]).Sample((steps, at) =>
        {
            var index = new BandIndex();
            var bands = new Dictionary<IActorRef, QuietBand>();
            foreach (var (who, band) in steps)
            {
                if (band is null)
                {
                    index.Remove(Subscribers[who]);
                    bands.Remove(Subscribers[who]);
                }
                else
                {
                    index.Set(Subscribers[who], band);
                    bands[Subscribers[who]] = band;
                }
            }

            var price = new Price(at);
            var expected = bands.Where(b => b.Value.IsOutside(price)).Select(b => b.Key.Path.Name).Order(StringComparer.Ordinal);
            Assert.Equal(expected, index.Concerned(price).Select(s => s.Path.Name).Order(StringComparer.Ordinal));
            Assert.Equal(bands.Count, index.Count);
        });

    [Fact]
    public void Concerned_BothSidesOutside_IsToldOnce()
    {
        var index = new BandIndex();

        index.Set(Subscribers[0], QuietBand.Always);

        Assert.Single(index.Concerned(new Price(5m)));
    }

    [Fact]
    public void Concerned_Several_ComeInTheOrderOfTheirJoining()
    {
        var index = new BandIndex();
        index.Set(Subscribers[3], QuietBand.Always);
        index.Set(Subscribers[1], QuietBand.Always);
        index.Set(Subscribers[3], new QuietBand(new Price(9m), null));

        Assert.Equal([Subscribers[3], Subscribers[1]], index.Concerned(new Price(5m)));
    }

    private sealed class Nobody(ActorPath path) : MinimalActorRef
    {
        public override ActorPath Path => path;

        public override IActorRefProvider Provider => throw new NotSupportedException("nobody lives nowhere");
    }
}

using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Testing.Venues;
using Akka.Actor;
using Akka.TestKit;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.Tests.MarketData;

/// <summary>Hubs and gateways with subscribers that are the test.</summary>
public abstract class HubSpecs : ActorSpecs
{
    protected static InstrumentId Btc => Some.InstrumentId;

    protected FakeMarketDataClient Client { get; } = new();

    protected Candle CandleAt(int minute, decimal price = 100m) => new(
        Time.GetUtcNow().AddMinutes(minute), new Price(price), new Price(price), new Price(price), new Price(price), new Quantity(1m));

    protected MarketEvent.PriceChanged PriceOf(decimal price, long sequence = 1) =>
        new(Btc, new Price(price), Time.GetUtcNow(), Time.GetUtcNow(), sequence);

    protected static MarketEvent.CandleClosed Closed(Candle candle, CandleInterval interval = CandleInterval.OneMinute) => new(Btc, interval, candle);

    protected static void Join(IActorRef hub, TestProbe subscriber, CandleInterval interval = CandleInterval.OneMinute) =>
        hub.Tell(new Join(Btc, interval), subscriber);

    /// <summary>A subscriber that is in, with a band.</summary>
    protected TestProbe Subscribe(IActorRef hub, QuietBand? band = null)
    {
        var subscriber = CreateTestProbe();
        Join(hub, subscriber);
        Next<Joined>(subscriber);
        if (band is not null)
        {
            hub.Tell(new SetBand(band), subscriber);
        }

        return subscriber;
    }
}

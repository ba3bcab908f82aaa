using System.Collections.Immutable;
using ActorBots.Actors.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Testing.Venues;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.Tests.MarketData;

/// <summary>One stream, one hub per instrument.</summary>
public sealed class VenueGatewayActorSpecs : HubSpecs
{
    private readonly FakeVenueConnector _connector = new();
    private readonly IActorRef _gateway;

    public VenueGatewayActorSpecs()
    {
        _connector.Market.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1)));
        _gateway = Sys.ActorOf(VenueGatewayActor.Create(_connector));
    }

    [Fact]
    public void Stream_Prices_ReachTheSubscribersOfTheInstrument()
    {
        var subscriber = Subscribe(_gateway);

        _connector.Market.Say(PriceOf(80m));
        _connector.Market.Say(Closed(CandleAt(0)));

        Assert.Equal(80m, Next<PriceArrived>(subscriber).Price.Value);
        Assert.Equal(2, Next<CandleArrived>(subscriber).Candles.Count);
        Assert.Equal(Btc, Assert.Single(_connector.Market.Subscribed).Instrument);
    }

    [Fact]
    public void Stream_Down_TellsEverySubscriber()
    {
        var subscriber = Subscribe(_gateway);

        _connector.Market.Say(new MarketEvent.Disconnected("cut", Time.GetUtcNow()));

        Assert.True(NextWhileAdvancing<FreshnessChanged>(subscriber, TimeSpan.FromSeconds(6)).IsStale);
    }

    [Fact]
    public void Settle_Tick_IsAnsweredOnceAllWhoHeardItAreDone()
    {
        var (subscriber, asker) = (Subscribe(_gateway), CreateTestProbe());

        _gateway.Tell(new SettleTick(Btc, 4), asker);
        Never<Settled>(asker);
        _connector.Market.Say(PriceOf(80m, 4));
        var question = Next<Settle>(subscriber);
        Never<Settled>(asker);
        question.ReplyTo.Tell(new Settled(4));

        Assert.Equal(4, Next<Settled>(asker).Sequence);
    }

    [Fact]
    public void Settle_InstrumentNobodyTrades_IsAnsweredAtOnce()
    {
        var asker = CreateTestProbe();

        _gateway.Tell(new SettleTick(Btc, 4), asker);

        Assert.Equal(4, Next<Settled>(asker).Sequence);
    }

    [Fact]
    public void ForVenue_UnknownVenue_NamesTheKnownOnes()
    {
        var (gateways, subscriber) = (Sys.ActorOf(VenueGatewaysActor.Create(new Dictionary<string, Props>())), CreateTestProbe());

        gateways.Tell(new ForVenue("elsewhere", new Join(Btc, Domain.MarketData.CandleInterval.OneMinute)), subscriber);

        Assert.Contains("elsewhere", Next<JoinFailed>(subscriber).Reason, StringComparison.Ordinal);
    }
}

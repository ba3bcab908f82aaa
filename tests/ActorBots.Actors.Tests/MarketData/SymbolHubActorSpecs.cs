using System.Collections.Immutable;
using ActorBots.Actors.MarketData;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Testing.Venues;
using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.Tests.MarketData;

/// <summary>One instrument's fan-out.</summary>
public sealed class SymbolHubActorSpecs : HubSpecs
{
    private readonly IActorRef _hub;

    public SymbolHubActorSpecs() => _hub = Sys.ActorOf(SymbolHubActor.Create(Btc, Client));

    [Fact]
    public void Price_OutsideSomeBands_WakesOnlyThose()
    {
        var low = Subscribe(_hub, new QuietBand(new Price(90m), new Price(200m)));
        var quiet = Subscribe(_hub, new QuietBand(new Price(50m), new Price(200m)));
        var always = Subscribe(_hub);

        _hub.Tell(PriceOf(80m));

        Assert.Equal(new Price(80m), Next<PriceArrived>(low).Price);
        Assert.Equal(new Price(80m), Next<PriceArrived>(always).Price);
        Never<PriceArrived>(quiet);
    }

    [Fact]
    public void Price_WhileABandIsUnderWay_IsNotLost()
    {
        var subscriber = Subscribe(_hub, new QuietBand(null, null));
        _hub.Tell(PriceOf(80m));

        _hub.Tell(new SetBand(new QuietBand(new Price(90m), null)), subscriber);

        Assert.Equal(new Price(80m), Next<PriceArrived>(subscriber).Price);
    }

    [Fact]
    public void Join_AfterAPrice_GetsCandlesAndThePrice()
    {
        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-2), CandleAt(-1)));
        var first = Subscribe(_hub);
        _hub.Tell(PriceOf(80m));
        Next<PriceArrived>(first);

        var second = CreateTestProbe();
        Join(_hub, second);

        Assert.Equal(2, Next<Joined>(second).Candles.Count);
        Assert.Equal(new Price(80m), Next<PriceArrived>(second).Price);
        Assert.Equal(1, Client.Loads);
    }

    [Fact]
    public void Candles_Repeated_AreToldOnce()
    {
        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1)));
        var subscriber = Subscribe(_hub);

        _hub.Tell(Closed(CandleAt(-1)));
        _hub.Tell(Closed(CandleAt(0)));
        _hub.Tell(Closed(CandleAt(0)));

        Assert.Equal(2, Next<CandleArrived>(subscriber).Candles.Count);
        Never<CandleArrived>(subscriber);
    }

    [Fact]
    public void Candles_BeyondTheCapacity_PushTheOldestOut()
    {
        Client.OnCandles = _ => FakeAnswer.Of(
            Enumerable.Range(-SymbolHubActor.CandleCapacity, SymbolHubActor.CandleCapacity).Select(i => CandleAt(i)).ToImmutableArray());
        var subscriber = Subscribe(_hub);

        _hub.Tell(Closed(CandleAt(0)));

        var candles = Next<CandleArrived>(subscriber).Candles;
        Assert.Equal((SymbolHubActor.CandleCapacity, CandleAt(0)), (candles.Count, candles[^1]));
    }

    [Fact]
    public void Candle_WhileTheOthersAreLoaded_IsInTheResultOnce()
    {
        var loading = new TaskCompletionSource<VenueResult<ImmutableArray<Candle>>>();
        Client.OnCandles = _ => loading.Task;
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        Join(_hub, first);
        _hub.Tell(Closed(CandleAt(0)));
        _hub.Tell(Closed(CandleAt(1)));
        Join(_hub, second);
        Never<Joined>(second);

        loading.SetResult(VenueResult<ImmutableArray<Candle>>.Success([CandleAt(-1), CandleAt(0)]));

        Assert.Equal([CandleAt(-1), CandleAt(0), CandleAt(1)], Next<Joined>(first).Candles);
        Assert.Equal([CandleAt(-1), CandleAt(0), CandleAt(1)], Next<Joined>(second).Candles);
    }

    [Fact]
    public async Task Candles_NobodyWantsThemAnyMore_AreLoadedAnewForTheNext()
    {
        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1)));
        var first = Subscribe(_hub);
        _hub.Tell(new Leave(Btc), first);
        _hub.Tell(Closed(CandleAt(0)));
        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1), CandleAt(0), CandleAt(1)));

        var second = CreateTestProbe();
        Join(_hub, second);

        Assert.Equal(3, Next<Joined>(second).Candles.Count);
        await UntilAsync(() => Client.Unsubscribed.Count == 1);
    }

    [Fact]
    public void Candles_LastSubscriberLeftWhileLoading_AreNotKept()
    {
        var loading = new TaskCompletionSource<VenueResult<ImmutableArray<Candle>>>();
        Client.OnCandles = _ => loading.Task;
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        Join(_hub, first);
        _hub.Tell(new Leave(Btc), first);
        _hub.Tell(new SettleHub(1, AwaitsTick: false), first);
        Next<Settled>(first);
        loading.SetResult(VenueResult<ImmutableArray<Candle>>.Success([CandleAt(-9)]));
        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1)));

        Join(_hub, second);

        Assert.Equal([CandleAt(-1)], Next<Joined>(second).Candles);
        Never<Joined>(first);
    }

    [Fact]
    public void Candles_CannotBeLoaded_TellsAndTriesAgain()
    {
        Client.OnCandles = _ => FakeAnswer.Retryable<ImmutableArray<Candle>>();
        var subscriber = CreateTestProbe();
        Join(_hub, subscriber);
        Next<JoinFailed>(subscriber);

        Client.OnCandles = _ => FakeAnswer.Of(ImmutableArray.Create(CandleAt(-1)));
        Pass(TimeSpan.FromSeconds(3));

        Assert.Single(Next<Joined>(subscriber).Candles);
    }

    [Fact]
    public async Task Stale_IsToldAndPricesComeByRestUntilTheStreamIsBack()
    {
        var subscriber = Subscribe(_hub);
        Client.OnLastPrice = () => FakeAnswer.Of(PriceOf(70m, 0));

        _hub.Tell(new MarketEvent.WentStale(Btc, Time.GetUtcNow()));
        Assert.True(Next<FreshnessChanged>(subscriber).IsStale);
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(new Price(70m), Next<PriceArrived>(subscriber).Price);
        _hub.Tell(PriceOf(71m, 5));
        Assert.False(Next<FreshnessChanged>(subscriber).IsStale);
        await UntilAsync(() => Client.Polls >= 1);
        var polls = Client.Polls;
        Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(polls, Client.Polls);
    }

    [Fact]
    public void Join_WhileStale_IsToldSo()
    {
        _hub.Tell(new MarketEvent.Disconnected("cut", Time.GetUtcNow()));
        NextWhileAdvancing<FreshnessChanged>(Subscribe(_hub), TimeSpan.FromSeconds(6));
        var subscriber = CreateTestProbe();

        Join(_hub, subscriber);

        Assert.True(Next<Joined>(subscriber).IsStale);
    }

    [Fact]
    public void Settle_WhoWasWoken_IsAskedAndWaitedFor()
    {
        var (woken, asker) = (Subscribe(_hub), CreateTestProbe());
        var quiet = Subscribe(_hub, new QuietBand(null, null));
        _hub.Tell(PriceOf(80m, 7));

        _hub.Tell(new SettleHub(7, AwaitsTick: true), asker);
        var question = Next<Settle>(woken);
        Never<Settled>(asker);
        question.ReplyTo.Tell(new Settled(question.Sequence));

        Assert.Equal(7, Next<Settled>(asker).Sequence);
        Never<Settle>(quiet);
    }

    [Fact]
    public void Settle_TickNotHeardYet_WaitsForItEvenWhenABotLeaves()
    {
        var (leaver, asker) = (Subscribe(_hub), CreateTestProbe());
        _hub.Tell(PriceOf(80m, 1));
        Next<PriceArrived>(leaver);

        _hub.Tell(new SettleHub(2, AwaitsTick: true), asker);
        _hub.Tell(new Leave(Btc), leaver);
        Never<Settled>(asker);
        _hub.Tell(PriceOf(81m, 2));

        Assert.Equal(2, Next<Settled>(asker).Sequence);
    }

    [Fact]
    public void Settle_WokenBotDies_IsNotWaitedFor()
    {
        var (dying, asker) = (Subscribe(_hub), CreateTestProbe());
        _hub.Tell(PriceOf(80m, 3));
        _hub.Tell(new SettleHub(3, AwaitsTick: true), asker);
        Next<Settle>(dying);

        Sys.Stop(dying);

        Assert.Equal(3, Next<Settled>(asker).Sequence);
    }
}

using ActorBots.Actors.MarketData;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using Akka.Actor;
using Akka.TestKit;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.Tests.MarketData;

/// <summary>A bot's eye on its market; the bot is the test.</summary>
public sealed class MarketDataActorSpecs : HubSpecs
{
    private readonly TestProbe _bot;
    private readonly TestProbe _atr;
    private readonly TestProbe _gateways;
    private readonly TestProbe _hub;
    private readonly IActorRef _eye;

    public MarketDataActorSpecs()
    {
        _bot = CreateTestProbe();
        _atr = CreateTestProbe();
        _gateways = CreateTestProbe();
        _hub = CreateTestProbe();
        _eye = _bot.ChildActorOf(MarketDataActor.Create(Btc, CandleInterval.OneMinute, "paper", _gateways, _atr), "eye");
    }

    [Fact]
    public void Join_NoAnswer_TellsTheBotAndAsksAgain()
    {
        Assert.IsType<Join>(Next<ForVenue>(_gateways).Message);

        Pass(TimeSpan.FromSeconds(11));

        Assert.True(Next<FreshnessChanged>(_bot).IsStale);
        Assert.IsType<Join>(Next<ForVenue>(_gateways).Message);
    }

    [Fact]
    public void Prices_CarryTheRunningHighOfTheirCandle()
    {
        BeJoined();

        Say(new PriceArrived(new Price(10m), Time.GetUtcNow()));
        Say(new PriceArrived(new Price(12m), Time.GetUtcNow()));
        Say(new PriceArrived(new Price(11m), Time.GetUtcNow()));
        Say(new CandleArrived([CandleAt(0)]));
        Say(new PriceArrived(new Price(10.5m), Time.GetUtcNow()));

        var seen = Enumerable.Range(0, 4).Select(_ => Next<PriceView>(_atr)).ToList();
        Assert.Equal([10m, 12m, 12m, 11m], seen.Select(p => p.RunningHigh.Value));
        Assert.Equal([1L, 2L, 3L, 4L], seen.Select(p => p.Number));
    }

    [Fact]
    public void Price_AfterACandle_ReachesTheBotAfterTheCandlesValues()
    {
        BeJoined();
        Say(new CandleArrived([CandleAt(0)]));
        Say(new PriceArrived(new Price(10m), Time.GetUtcNow()));

        // However long the values take: the price waits behind them.
        var (candle, price) = (_atr.ExpectMsg<CandleArrived>(), _atr.ExpectMsg<PriceView>());
        _bot.ExpectNoMsg(TimeSpan.Zero);
        var atr = _bot.ChildActorOf(AtrActor.Create(new Domain.Bots.Config.AtrConfig()), "atr");
        atr.Tell(candle, _eye);
        atr.Tell(price, _eye);

        Next<IndicatorView>(_bot);
        Assert.Equal(10m, _bot.ExpectMsg<PriceView>().Price.Value);
    }

    [Fact]
    public void Band_OfTheBot_GoesToTheHub()
    {
        BeJoined();

        _eye.Tell(new SetBand(new QuietBand(new Price(1m), null)), _bot);

        Assert.Equal(new Price(1m), Next<SetBand>(_hub).Band.Low);
    }

    [Fact]
    public void Hub_Lost_TellsTheBotAndJoinsAgain()
    {
        BeJoined();

        Sys.Stop(_hub);

        Assert.Contains("lost", Next<FreshnessChanged>(_bot, f => f.IsStale).Reason, StringComparison.Ordinal);
        Assert.IsType<Join>(Next<ForVenue>(_gateways).Message);
    }

    [Fact]
    public void Stop_LeavesTheHub()
    {
        BeJoined();

        Sys.Stop(_eye);

        Assert.IsType<Leave>(Next<ForVenue>(_gateways).Message);
    }

    [Fact]
    public void Atr_FewCandles_TellsThatThereIsNoneYet()
    {
        var atr = _bot.ChildActorOf(AtrActor.Create(new Domain.Bots.Config.AtrConfig { Period = 10 }), "atr");

        atr.Tell(new CandleArrived([.. Enumerable.Range(0, 10).Select(i => CandleAt(i))]));
        Assert.Null(Next<IndicatorView>(_bot).Atr);
        atr.Tell(new CandleArrived([.. Enumerable.Range(0, 11).Select(i => CandleAt(i))]));

        Assert.Equal(0m, Next<IndicatorView>(_bot).Atr);
    }

    private void BeJoined()
    {
        Next<ForVenue>(_gateways);
        Say(new Joined(_hub, [CandleAt(-1)], IsStale: false));
        Assert.Single(Next<CandleArrived>(_atr).Candles);
        Assert.False(Next<FreshnessChanged>(_bot).IsStale);
    }

    private void Say(object message) => _eye.Tell(message, _hub);
}

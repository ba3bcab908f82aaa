using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class PriceHoldTests : IDisposable
{
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly InstrumentId Eth = new("ETHUSDT");

    private readonly FakeTimeProvider _time = new();
    private readonly PriceHold _hold;
    private int _wakes;

    public PriceHoldTests() => _hold = new PriceHold(TimeSpan.FromMilliseconds(250), _time, () => _wakes++);

    public void Dispose() => _hold.Dispose();

    [Fact]
    public void Takes_OnlyWhatIsHeld_AndReleasesItInOrder()
    {
        Assert.False(_hold.Takes(Price(Btc, 1)));
        _hold.Begin(Btc);

        Assert.True(_hold.Takes(Price(Btc, 2)));
        Assert.True(_hold.Takes(Price(Btc, 3)));
        Assert.False(_hold.Takes(Price(Eth, 4)));

        Assert.Equal([2m, 3m], _hold.Release(Btc).Select(p => p.Price.Value));
        Assert.False(_hold.Takes(Price(Btc, 5)));
        Assert.Empty(_hold.Release(Btc));
    }

    [Fact]
    public void Due_AfterTheLongestTime_WakesOnceAndTells()
    {
        _hold.Begin(Btc);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        _hold.Begin(Btc);
        Assert.Empty(_hold.Due());

        _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(1, _wakes);
        Assert.Equal([Btc], _hold.Due());
    }

    [Fact]
    public void Due_TooManyPrices_EndsTheHoldEarly()
    {
        _hold.Begin(Btc);
        for (var i = 1; i <= 1000; i++)
        {
            Assert.Empty(_hold.Due());
            _hold.Takes(Price(Btc, i));
        }

        Assert.Equal([Btc], _hold.Due());
        Assert.Equal(1, _wakes);
    }

    [Fact]
    public void Begin_ZeroTime_HoldsNothing()
    {
        using var none = new PriceHold(TimeSpan.Zero, _time, () => { });
        none.Begin(Btc);

        Assert.False(none.Takes(Price(Btc, 1)));
    }

    [Fact]
    public void ReleaseAll_Always_GivesEverythingBack()
    {
        _hold.Begin(Btc);
        _hold.Begin(Eth);
        _hold.Takes(Price(Btc, 1));
        _hold.Takes(Price(Eth, 2));

        Assert.Equal([1m, 2m], _hold.ReleaseAll().Select(p => p.Price.Value).Order());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _wakes);
    }

    private static MarketEvent.PriceChanged Price(InstrumentId instrument, decimal price) =>
        new(instrument, new Price(price), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1);
}

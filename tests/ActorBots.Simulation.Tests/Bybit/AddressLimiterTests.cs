using ActorBots.Simulation.Bybit.RateLimits;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class AddressLimiterTests
{
    [Fact]
    public void Take_SixHundredInFiveSeconds_BansTheAddressOnly()
    {
        var limiter = new AddressLimiter(1, TimeSpan.FromMinutes(10));
        for (var i = 0; i < 600; i++)
        {
            Assert.True(limiter.Take("1.1.1.1", i));
        }

        Assert.False(limiter.Take("1.1.1.1", 4999));
        Assert.True(limiter.Take("2.2.2.2", 4999));
        Assert.False(limiter.Take("1.1.1.1", 604_998));
        Assert.True(limiter.Take("1.1.1.1", 604_999));
    }
}

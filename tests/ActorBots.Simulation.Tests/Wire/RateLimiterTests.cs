using ActorBots.Simulation.Wire.RateLimits;

namespace ActorBots.Simulation.Tests.Wire;

public sealed class RateLimiterTests
{
    [Fact]
    public void Take_MoreThanTheLimitInASecond_IsRefusedUntilTheOldestIsForgotten()
    {
        var limiter = new RateLimiter(1);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(9 - i, limiter.Take("a", "create", 10, 1, 1000 + (i * 10)).Remaining);
        }

        var refused = limiter.Take("a", "create", 10, 1, 1500);

        Assert.False(refused.Allowed);
        Assert.Equal(10, refused.Limit);
        Assert.Equal(2000, refused.ResetMs);
        Assert.True(limiter.Take("a", "create", 10, 1, 2000).Allowed);
        Assert.False(limiter.Take("a", "create", 10, 1, 2000).Allowed);
    }

    [Fact]
    public void Take_OtherAccountOrBucket_HasItsOwnLimit()
    {
        var limiter = new RateLimiter(1);
        Assert.True(limiter.Take("a", "create", 1, 1, 0).Allowed);

        Assert.False(limiter.Take("a", "create", 1, 1, 0).Allowed);
        Assert.True(limiter.Take("b", "create", 1, 1, 0).Allowed);
        Assert.True(limiter.Take("a", "cancel", 1, 1, 0).Allowed);
    }

    [Fact]
    public void Take_Batch_CountsItsOrders()
    {
        var limiter = new RateLimiter(1);

        Assert.True(limiter.Take("a", "batch", 10, 6, 0).Allowed);
        Assert.False(limiter.Take("a", "batch", 10, 5, 0).Allowed);
        Assert.True(limiter.Take("a", "batch", 10, 4, 0).Allowed);
    }

    [Fact]
    public void Take_Factor_MultipliesTheLimit() => Assert.Equal(1000, new RateLimiter(100).Take("a", "create", 10, 1, 0).Limit);
}

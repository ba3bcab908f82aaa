using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Transport;

public sealed class BackoffTests
{
    [Fact]
    public void Next_Repeated_DoublesWithinTheUpperHalfUpToTheCap()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), seed: 7);

        foreach (var ceiling in (int[])[1, 2, 4, 5, 5, 5])
        {
            Assert.InRange(backoff.Next(), TimeSpan.FromSeconds(ceiling / 2.0), TimeSpan.FromSeconds(ceiling));
        }
    }

    [Fact]
    public void Reset_AfterSome_StartsOver()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), seed: 7);
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Next_OtherSeed_OtherJitter()
    {
        static TimeSpan First(int seed) => new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), seed).Next();

        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
    }
}

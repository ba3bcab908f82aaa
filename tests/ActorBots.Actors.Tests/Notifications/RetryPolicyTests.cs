using ActorBots.Actors.Notifications;
using CsCheck;

namespace ActorBots.Actors.Tests.Notifications;

public sealed class RetryPolicyTests
{
    private static readonly NotifierSettings Settings = new()
    {
        FirstDelay = TimeSpan.FromSeconds(2),
        MaxDelay = TimeSpan.FromSeconds(60),
        MaxAttempts = 5,
        MaxAge = TimeSpan.FromHours(1),
    };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(1_000_000, 60)]
    public void DelayBound_MoreAttempts_DoublesUpToTheLargest(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy(1).DelayBound(attempts));

    [Fact]
    public void Delay_AnyAttempt_IsWithinItsBoundAndSpread() =>
        Gen.Select(Gen.Int, Gen.Int[1, 100]).Sample((seed, attempts) =>
        {
            var policy = Policy(seed);
            var delays = Enumerable.Range(0, 50).Select(_ => policy.Delay(attempts, null)).ToList();
            Assert.All(delays, d => Assert.InRange(d, TimeSpan.Zero, policy.DelayBound(attempts)));
            Assert.True(delays.Max() - delays.Min() > policy.DelayBound(attempts) / 4, "the jitter covers a part of the range only");
        });

    [Fact]
    public void Delay_SameSeed_GivesSameDelays() => Assert.Equal(Policy(7).Delay(3, null), Policy(7).Delay(3, null));

    [Theory]
    [InlineData(30, 30)]
    [InlineData(3600, 60)]
    public void Delay_EndpointAsksForMore_IsHonouredUpToTheLargest(int asked, int least) =>
        Assert.InRange(
            Policy(1).Delay(1, TimeSpan.FromSeconds(asked)), TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(60));

    [Fact]
    public void Cap_NegativeOrAbsent_IsNothing()
    {
        Assert.Equal(TimeSpan.Zero, Policy(1).Cap(TimeSpan.FromSeconds(-5)));
        Assert.Equal(TimeSpan.Zero, Policy(1).Cap(null));
    }

    [Theory]
    [InlineData(4, 59, false)]
    [InlineData(5, 0, true)]
    [InlineData(1, 60, true)]
    public void IsExhausted_AttemptsOrAge_EndsTheEffort(int attempts, int minutes, bool expected) =>
        Assert.Equal(expected, Policy(1).IsExhausted(attempts, TimeSpan.FromMinutes(minutes)));

    private static RetryPolicy Policy(int seed) => new(Settings, new Random(seed));
}

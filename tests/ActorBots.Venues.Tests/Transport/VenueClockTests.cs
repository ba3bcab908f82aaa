using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class VenueClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Observe_RoundTrip_AddsHalfOfIt()
    {
        var clock = Clock();
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(200));

        clock.Observe(Start + TimeSpan.FromSeconds(10), asked);

        Assert.Equal(Start + TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(100), clock.Now);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start + TimeSpan.FromSeconds(11) + TimeSpan.FromMilliseconds(100), clock.Now);
    }

    [Theory]
    [InlineData(100, 400)]
    [InlineData(3000, 0)]
    public void SigningTime_AnyRoundTrip_IsNeverAheadOfTheVenue(int roundTripMs, int answerDelayMs)
    {
        var clock = Clock();
        var venueLead = TimeSpan.FromSeconds(-7);
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(answerDelayMs));
        var told = _time.GetUtcNow() + venueLead;
        _time.Advance(TimeSpan.FromMilliseconds(roundTripMs));

        clock.Observe(told, asked);

        Assert.True(clock.SigningTime <= _time.GetUtcNow() + venueLead);
    }

    [Fact]
    public void Skew_HostAhead_IsPositive()
    {
        var clock = Clock();
        clock.Observe(Start - TimeSpan.FromHours(1), _time.GetTimestamp());

        Assert.Equal(TimeSpan.FromHours(1), clock.Skew);
    }

    [Fact]
    public void IsDue_AfterTheRefreshTimeOrDistrusted_IsTrue()
    {
        var clock = Clock();
        Assert.True(clock.IsDue);
        clock.Observe(Start, _time.GetTimestamp());
        Assert.False(clock.IsDue);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(clock.IsDue);
        Assert.True(clock.IsKnown);

        clock.Distrust();

        Assert.False(clock.IsKnown);
        Assert.True(clock.IsDue);
        Assert.Equal(_time.GetUtcNow(), clock.Now);
    }

    private VenueClock Clock() => new(_time, TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(500));
}

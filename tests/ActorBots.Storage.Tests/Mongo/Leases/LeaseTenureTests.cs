using ActorBots.Storage.Mongo.Leases;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>What the holder believes, in virtual time.</summary>
public sealed class LeaseTenureTests
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(17);
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<Exception> _losses = [];

    [Fact]
    public void IsHeld_UntilTheTrustEnds_CountsFromTheCallsStart()
    {
        var tenure = Tenure();
        var startedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.True(tenure.Begin(startedAt, 5, _losses.Add));
        _clock.Advance(TimeSpan.FromSeconds(14) - Moment);
        Assert.Equal((true, 5L), (tenure.IsHeld, tenure.Token));
        _clock.Advance(Moment);
        Assert.Equal((false, null, true), (tenure.IsHeld, tenure.Token, tenure.IsOver));
    }

    [Fact]
    public void Begin_AnswerOlderThanTheTrust_IsNotHeld()
    {
        var tenure = Tenure();
        var startedAt = _clock.GetTimestamp();
        _clock.Advance(Trust);

        Assert.False(tenure.Begin(startedAt, 5, _losses.Add));
        Assert.False(tenure.IsHeld);
    }

    [Fact]
    public void Begin_AfterTheEnd_IsNotHeld()
    {
        var tenure = Tenure();
        tenure.End();

        Assert.False(tenure.Begin(_clock.GetTimestamp(), 5, _losses.Add));
        Assert.Null(tenure.Token);
    }

    [Fact]
    public void Extend_InTime_MovesTheEnd()
    {
        var tenure = Held();
        _clock.Advance(TimeSpan.FromSeconds(10));
        var startedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(tenure.Extend(startedAt));
        Assert.Equal(TimeSpan.FromSeconds(15), tenure.TrustLeft);
    }

    [Fact]
    public void Extend_TrustHasEnded_StaysLost()
    {
        var tenure = Held();
        _clock.Advance(Trust - Moment);
        var startedAt = _clock.GetTimestamp();
        _clock.Advance(Moment);

        // The renewal succeeded, but somebody may have seen by now that the lease was not held.
        Assert.False(tenure.Extend(startedAt));
        Assert.False(tenure.IsHeld);
    }

    [Fact]
    public void Extend_OlderAnswer_ShortensNothing()
    {
        var tenure = Tenure();
        var early = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(5));
        tenure.Begin(_clock.GetTimestamp(), 1, _losses.Add);

        Assert.True(tenure.Extend(early));
        Assert.Equal(Trust, tenure.TrustLeft);
    }

    [Fact]
    public void Lose_Twice_TellsOnceAndAfterItIsOver()
    {
        var tenure = Tenure();
        var wasHeld = new List<bool>();
        tenure.Begin(_clock.GetTimestamp(), 1, _ => wasHeld.Add(tenure.IsHeld));

        tenure.Lose(new InvalidOperationException("taken"));
        tenure.Lose(new InvalidOperationException("taken again"));

        Assert.Equal([false], wasHeld);
        Assert.True(tenure.Ended.IsCancellationRequested);
    }

    [Fact]
    public void End_ThenLose_TellsNobody()
    {
        var tenure = Held();

        tenure.End();
        tenure.Lose(new InvalidOperationException("too late"));

        Assert.Empty(_losses);
        Assert.False(tenure.IsHeld);
    }

    [Fact]
    public void OnLost_WithoutACallback_KeepsTheFormer()
    {
        var tenure = Held();

        tenure.OnLost(null);
        tenure.Lose(new InvalidOperationException("taken"));

        Assert.Single(_losses);
    }

    private LeaseTenure Tenure() => new("i", Trust, _clock);

    private LeaseTenure Held()
    {
        var tenure = Tenure();
        Assert.True(tenure.Begin(_clock.GetTimestamp(), 1, _losses.Add));
        return tenure;
    }
}

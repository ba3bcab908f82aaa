using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Testing;

namespace ActorBots.Domain.Tests.Accounts;

public sealed class AccountWatchTests
{
    private static readonly AccountMismatch None = new() { Instrument = Some.InstrumentId, NetQuantity = 0.011m, BotsQuantity = new Quantity(0.011m) };
    private static readonly AccountMismatch Excess = None with { NetQuantity = 0.016m, Excess = new Quantity(0.005m) };

    [Fact]
    public void Look_DifferenceOnce_DoesNotCountAndAsksForAnotherLook()
    {
        var watch = AccountWatch.Empty.Look(Excess);

        Assert.Empty(watch.Standing.Mismatches);
        Assert.Equal(Some.InstrumentId, Assert.Single(watch.Standing.Unsettled));
        Assert.True(watch.NeedsAnotherLook(Some.InstrumentId));
    }

    [Fact]
    public void Look_SameDifferenceTwice_CountsWhateverTheBotsDidBetween()
    {
        var watch = AccountWatch.Empty.Look(Excess).Look(Excess with { NetQuantity = 0.005m, BotsQuantity = Quantity.Zero });

        Assert.Equal(0.005m, Assert.Single(watch.Standing.Mismatches).NetQuantity);
        Assert.True(watch.IsSettled(Some.InstrumentId));
        Assert.False(watch.NeedsAnotherLook(Some.InstrumentId));
    }

    [Fact]
    public void Look_TwoDifferencesInTurn_NeitherCounts()
    {
        var watch = AccountWatch.Empty.Look(Excess).Look(None).Look(Excess).Look(None);

        Assert.Empty(watch.Standing.Mismatches);
    }

    [Fact]
    public void Look_BothAgreeOnce_TheDifferenceStillCounts()
    {
        var watch = AccountWatch.Empty.Look(Excess).Look(Excess).Look(None);

        Assert.Single(watch.Standing.Mismatches);
        Assert.True(watch.NeedsAnotherLook(Some.InstrumentId));
        Assert.Empty(watch.Look(None).Standing.Mismatches);
    }

    [Fact]
    public void StandsLike_AnotherDifferenceCounts_IsFalse()
    {
        var before = AccountWatch.Empty.Look(Excess).Look(Excess);

        Assert.True(before.Look(None).StandsLike(before));
        Assert.False(before.Look(None).Look(None).StandsLike(before));
    }
}

using ActorBots.Domain.Instruments;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Transport;

public sealed class SilenceWatchTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly InstrumentId Quiet = new("QUIETUSDT");
    private readonly SilenceWatch _watch = new(TimeSpan.FromSeconds(30));

    public SilenceWatchTests() => _watch.Watch(new HashSet<InstrumentId> { Btc, Quiet }, Second(0), DateTimeOffset.UnixEpoch);

    [Fact]
    public void DueForProbe_HalfTheLimit_OnceAndAgainAfterTheLimit()
    {
        Assert.Empty(_watch.DueForProbe(Second(14)));
        _watch.Heard(Btc, Second(15), DateTimeOffset.UnixEpoch);
        Assert.Equal([Quiet], _watch.DueForProbe(Second(15)));
        Assert.Empty(_watch.DueForProbe(Second(16)));
        _watch.Heard(Btc, Second(45), DateTimeOffset.UnixEpoch);
        Assert.Equal([Quiet], _watch.DueForProbe(Second(45)));
    }

    [Fact]
    public void BecameStale_ProbeAnswered_Never()
    {
        _watch.DueForProbe(Second(15));
        _watch.Heard(Quiet, Second(16), DateTimeOffset.UnixEpoch);
        _watch.Heard(Btc, Second(16), DateTimeOffset.UnixEpoch);

        Assert.Empty(_watch.BecameStale(Second(45)));
    }

    [Fact]
    public void BecameStale_AtTheLimit_ToldOnceWithTheLastInstant()
    {
        var last = DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(5);
        _watch.Heard(Quiet, Second(5), last);
        _watch.Heard(Btc, Second(30), DateTimeOffset.UnixEpoch);

        Assert.Equal([(Quiet, last)], _watch.BecameStale(Second(35)));
        Assert.Empty(_watch.BecameStale(Second(36)));
    }

    [Fact]
    public void IsDead_AnyInstrumentHeard_IsFalse()
    {
        _watch.Heard(Btc, Second(20), DateTimeOffset.UnixEpoch);

        Assert.False(_watch.IsDead(Second(49)));
        Assert.True(_watch.IsDead(Second(50)));
    }

    [Fact]
    public void NeedsReconnect_InVain_DoublesThePatience()
    {
        _watch.Heard(Btc, Second(90), DateTimeOffset.UnixEpoch);
        Assert.Null(_watch.NeedsReconnect(Second(89), _ => false));
        Assert.Equal(Quiet, _watch.NeedsReconnect(Second(90), _ => false));

        _watch.Restart(Second(100));
        _watch.Heard(Btc, Second(200), DateTimeOffset.UnixEpoch);

        Assert.Null(_watch.NeedsReconnect(Second(279), _ => false));
        Assert.Equal(Quiet, _watch.NeedsReconnect(Second(280), i => i == Btc));
    }

    private static TimeSpan Second(int value) => TimeSpan.FromSeconds(value);
}

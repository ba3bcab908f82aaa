using ActorBots.Domain.Instruments;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class MarketPresentTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly MarketPresent _present = new();

    [Fact]
    public async Task SoonAsync_NotExpected_IsNothingAtOnce() =>
        Assert.Null(await _present.SoonAsync(Btc, Longest, _time, CancellationToken.None));

    [Fact]
    public async Task SoonAsync_Expected_WaitsForTheFirstWord()
    {
        _present.Expect(Btc);
        var soon = _present.SoonAsync(Btc, Longest, _time, CancellationToken.None);
        Assert.False(soon.IsCompleted);

        _present.Note(Btc, DateTimeOffset.UnixEpoch.AddMinutes(5));

        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(5), await soon);
    }

    [Fact]
    public async Task SoonAsync_NoWordComes_IsNothingAfterTheLongestWait()
    {
        _present.Expect(Btc);
        var soon = _present.SoonAsync(Btc, Longest, _time, CancellationToken.None);

        _time.Advance(Longest);

        Assert.Null(await soon);
    }

    [Fact]
    public async Task SoonAsync_ToldBefore_IsKnownAtOnce()
    {
        _present.Note(Btc, DateTimeOffset.UnixEpoch.AddMinutes(5));
        _present.Expect(Btc);

        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(5), await _present.SoonAsync(Btc, Longest, _time, CancellationToken.None));
    }
}

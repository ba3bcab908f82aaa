using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class CandleFeedTests
{
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly VenueError Down = new(VenueErrorKind.Retryable, VenueErrorCode.NoAnswer, "none", "down");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly List<(int From, int? Through)> _reads = [];
    private Func<int, int?, VenueResult<ImmutableArray<Candle>>> _rest;

    public CandleFeedTests() => _rest = (from, through) => Success([.. Enumerable.Range(from, (through ?? from) - from + 1).Select(Candle)]);

    [Fact]
    public async Task ConfirmedAsync_InOrder_TellsEachOnce()
    {
        var feed = Feed();

        await AssertToldAsync(feed, 1, 1);
        await AssertToldAsync(feed, 2, 2);
        await AssertToldAsync(feed, 2);
        await AssertToldAsync(feed, 1);
        Assert.Empty(_reads);
    }

    [Fact]
    public async Task ConfirmedAsync_Hole_IsFilledByRestFirst()
    {
        var feed = Feed();
        await ConfirmAsync(feed, 1);

        await AssertToldAsync(feed, 5, 2, 3, 4, 5);

        Assert.Equal([(2, 4)], _reads);
    }

    [Fact]
    public async Task ConfirmedAsync_HoleAfterOwnLoad_IsFilled()
    {
        var feed = Feed();
        feed.Loaded(Btc, CandleInterval.OneMinute, At(3));

        await AssertToldAsync(feed, 5, 4, 5);
    }

    [Fact]
    public async Task ConfirmedAsync_RestDown_HoldsEverythingUntilItWorks()
    {
        var feed = Feed();
        await ConfirmAsync(feed, 1);
        var works = _rest;
        _rest = (_, _) => VenueResult<ImmutableArray<Candle>>.Failure(Down);
        await AssertToldAsync(feed, 3);
        await AssertToldAsync(feed, 4);
        Assert.Single(_reads);

        _rest = works;
        _time.Advance(TimeSpan.FromSeconds(10));
        var told = await feed.RetryAsync(CancellationToken.None);

        Assert.Equal([2, 3, 4], told.Select(t => Number(t.Candle)));
        await AssertToldAsync(feed, 5, 5);
    }

    [Fact]
    public async Task ConfirmedAsync_VenueNotYetComplete_AsksAgainBeforeAcceptingTheHole()
    {
        var feed = Feed();
        await ConfirmAsync(feed, 1);
        _rest = (_, _) => Success([Candle(2)]);

        await AssertToldAsync(feed, 4);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await feed.RetryAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([2, 4], (await feed.RetryAsync(CancellationToken.None)).Select(t => Number(t.Candle)));
    }

    [Fact]
    public async Task ResumedAsync_AfterABreak_TellsWhatWasMissed()
    {
        var feed = Feed();
        await ConfirmAsync(feed, 1);
        _rest = (from, _) => Success([.. Enumerable.Range(from, 3).Select(Candle)]);

        var told = await feed.ResumedAsync(Btc, CandleInterval.OneMinute, CancellationToken.None);

        Assert.Equal([2, 3, 4], told.Select(Number));
        await AssertToldAsync(feed, 4);
        await AssertToldAsync(feed, 5, 5);
    }

    [Fact]
    public async Task ResumedAsync_NothingToldBefore_AsksNothing()
    {
        var feed = Feed();

        Assert.Empty(await feed.ResumedAsync(Btc, CandleInterval.OneMinute, CancellationToken.None));

        Assert.Empty(_reads);
    }

    private static DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(number);

    private static Candle Candle(int number) => new(At(number), new(1), new(2), new(1), new(2), new(3));

    private static int Number(Candle candle) => (int)(candle.OpenTime - DateTimeOffset.UnixEpoch).TotalMinutes;

    private static VenueResult<ImmutableArray<Candle>> Success(ImmutableArray<Candle> candles) => VenueResult<ImmutableArray<Candle>>.Success(candles);

    private static async Task<int[]> ConfirmAsync(CandleFeed feed, int number) =>
        [.. (await feed.ConfirmedAsync(Btc, CandleInterval.OneMinute, Candle(number), CancellationToken.None)).Select(Number)];

    private static async Task AssertToldAsync(CandleFeed feed, int confirmed, params int[] told) => Assert.Equal(told, await ConfirmAsync(feed, confirmed));

    private CandleFeed Feed() => new(
        (_, _, from, through, _) =>
        {
            int? last = through is { } t ? (int)(t - DateTimeOffset.UnixEpoch).TotalMinutes : null;
            var first = (int)(from - DateTimeOffset.UnixEpoch).TotalMinutes;
            _reads.Add((first, last));
            return Task.FromResult(_rest(first, last));
        },
        "test",
        (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)),
        1,
        _time,
        NullLogger.Instance);
}

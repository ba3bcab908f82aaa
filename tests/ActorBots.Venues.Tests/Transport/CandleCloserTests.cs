using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Venues.Tests.Transport;

public sealed class CandleCloserTests
{
    private const CandleInterval Minute = CandleInterval.OneMinute;
    private static readonly InstrumentId Btc = new("BTCUSDT");
    private static readonly VenueError Down = new(VenueErrorKind.Retryable, VenueErrorCode.NoAnswer, "none", "down");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly LoadedCandles _loaded = new();
    private readonly List<(int From, int Through)> _reads = [];
    private readonly CandleCloser _closer;
    private Func<int, int, Task<VenueResult<ImmutableArray<Candle>>>> _rest;
    private int _wakes;

    public CandleCloserTests()
    {
        _rest = (from, through) => Rows([.. Enumerable.Range(from, through - from + 1).Select(n => Candle(n))]);
        var retry = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        _closer = new CandleCloser(ReadAsync, _loaded, "test", retry, 1, _time, NullLogger.Instance, () => Interlocked.Increment(ref _wakes));
        _closer.Watch(Btc, Minute);
    }

    [Fact]
    public async Task Ran_InTheNextCandle_EndsTheOneBefore()
    {
        Assert.False(Ran(5, 30));
        Assert.False(Ran(5, 40));

        Assert.True(Ran(6, 1, volume: 0.1m));

        Assert.True(_closer.IsReading(Btc));
        await AssertToldAsync(5);
        Assert.Equal([(5, 5)], _reads);
        Assert.False(Ran(6, 2, volume: 0.2m));
        Assert.Equal(1, _wakes);
    }

    [Fact]
    public async Task Ran_LateOrRepeated_EndsNothingTwice()
    {
        Ran(5, 30);
        Ran(6, 1, volume: 0.1m);
        await AssertToldAsync(5);

        Assert.False(Ran(5, 59));
        Assert.False(Ran(6, 1, volume: 0.1m));

        await AssertToldAsync();
        Assert.Single(_reads);
    }

    [Fact]
    public async Task HardCase18_LastWordOfTheOldCandleJustAfterItsEnd_ClosesItOnceWithAllOfIt()
    {
        Ran(5, 30, volume: 0.5m);
        _rest = (_, _) => Rows(Candle(5, volume: 0.6m));

        // The same candle's last state, pushed 50 ms after its end: more volume than the venue's answer has yet.
        Assert.True(_closer.Ran(Btc, Minute, At(6).AddMilliseconds(50), Candle(5, volume: 0.9m), CancellationToken.None));
        await AssertToldAsync();

        _rest = (_, _) => Rows(Candle(5, volume: 0.9m));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(Ran(6, 4, volume: 0.1m));
        await AssertToldAsync(5);
        Assert.Equal([(5, 5), (5, 5)], _reads);
    }

    [Fact]
    public async Task Ran_SeveralCandlesLater_ReadsAllThatAreMissing()
    {
        Ran(5, 30);
        Ran(9, 1);

        await AssertToldAsync(5, 6, 7, 8);
        Assert.Equal([(5, 8)], _reads);
    }

    [Fact]
    public async Task Ran_RowNotThereYet_IsAskedForAgain()
    {
        Ran(5, 30);
        var works = _rest;
        _rest = (_, _) => Rows();
        Ran(6, 1, volume: 0.1m);
        await AssertToldAsync();

        _rest = works;
        await AssertToldAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await AssertToldAsync();

        await AssertToldAsync(5);
        Assert.Equal([(5, 5), (5, 5)], _reads);
    }

    [Fact]
    public async Task Ran_RowNeverComes_TheNextOneIsToldAllTheSame()
    {
        Ran(5, 30);
        _rest = (_, _) => Rows();
        Ran(6, 1, volume: 0.1m);
        for (var i = 0; i < 6; i++)
        {
            await AssertToldAsync();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(3, _reads.Count);
        _rest = (from, through) => Rows([.. Enumerable.Range(from, through - from + 1).Select(n => Candle(n))]);
        Ran(7, 1, volume: 0.1m);
        await AssertToldAsync(6);
    }

    [Fact]
    public async Task Ran_RowLacksWhatTheStreamTold_IsNotTakenAtFirst()
    {
        Ran(5, 30, volume: 2m);
        _rest = (_, _) => Rows(Candle(5, volume: 1.5m));
        Ran(6, 1, volume: 0.1m);
        await AssertToldAsync();

        _rest = (_, _) => Rows(Candle(5, volume: 2m));
        _time.Advance(TimeSpan.FromSeconds(2));
        await AssertToldAsync();

        var told = Assert.Single((await _closer.CollectAsync(CancellationToken.None)).Read);
        Assert.Equal(2m, Assert.Single(told.Candles).Volume.Value);
    }

    [Fact]
    public async Task Ran_RestDown_NothingNewerIsToldUntilItWorks()
    {
        Ran(5, 30);
        var works = _rest;
        _rest = (_, _) => Task.FromResult(VenueResult<ImmutableArray<Candle>>.Failure(Down));
        Ran(6, 1, volume: 0.1m);
        await AssertToldAsync();
        Assert.False(Ran(7, 1, volume: 0.1m));

        _rest = works;
        _time.Advance(TimeSpan.FromSeconds(2));
        await AssertToldAsync();

        await AssertToldAsync(5, 6);
    }

    [Fact]
    public async Task Ran_WhileReading_ReadsTheNextAfterwards()
    {
        var slow = new TaskCompletionSource<VenueResult<ImmutableArray<Candle>>>();
        Ran(5, 30);
        var works = _rest;
        _rest = (_, _) => slow.Task;
        Ran(6, 1, volume: 0.1m);
        Assert.False(Ran(7, 1, volume: 0.05m));
        await AssertToldAsync();

        _rest = works;
        slow.SetResult(await Rows(Candle(5)));
        await AssertToldAsync(5);
        await AssertToldAsync(6);
    }

    [Fact]
    public async Task Loaded_OlderThanTheFirstMessage_IsContinuedWithoutAHole()
    {
        Ran(9, 1);
        await AssertToldAsync();

        _loaded.Note(Btc, Minute, At(6));
        await AssertToldAsync();

        await AssertToldAsync(7, 8);
    }

    [Fact]
    public async Task Loaded_UpToTheCandleBefore_ReadsNothing()
    {
        _loaded.Note(Btc, Minute, At(8));

        Assert.False(Ran(9, 1));

        await AssertToldAsync();
        Assert.Empty(_reads);
    }

    [Fact]
    public async Task Loaded_BehindTheMarket_IsReadAsNewsByTheNextMessage()
    {
        // The subscription's first word comes before the history, which lacks the candle that has just ended.
        Assert.False(Ran(6, 0));
        _loaded.Note(Btc, Minute, At(4));

        Assert.True(Ran(6, 1));

        await AssertToldAsync(5);
        Assert.False(Ran(6, 2));
    }

    [Fact]
    public async Task Loaded_BehindTheMarket_IsReadAsNewsWhenWoken()
    {
        Ran(6, 0);
        _loaded.Note(Btc, Minute, At(4));

        var (read, begun) = await _closer.CollectAsync(CancellationToken.None);

        Assert.Empty(read);
        Assert.Equal(Btc, Assert.Single(begun));
        await AssertToldAsync(5);
    }

    [Fact]
    public async Task Passed_ItsOwnChannelSilent_EndsTheCandleSomeSecondsLater()
    {
        Ran(5, 30);
        Assert.False(_closer.Passed(Btc, At(6), CancellationToken.None));
        Assert.False(_closer.Passed(Btc, At(6) + TimeSpan.FromSeconds(4), CancellationToken.None));

        Assert.True(_closer.Passed(Btc, At(6) + TimeSpan.FromSeconds(5), CancellationToken.None));

        await AssertToldAsync(5);
        Assert.False(Ran(6, 6));
    }

    [Fact]
    public async Task Forget_WhileReading_TellsNothing()
    {
        Ran(5, 30);
        Ran(6, 1, volume: 0.1m);

        _closer.Forget(Btc, Minute);

        await AssertToldAsync();
        Assert.False(Ran(7, 1));
    }

    private static DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(number);

    private static Candle Candle(int number, decimal volume = 3m) =>
        new(At(number), new(number + 1), new(number + 2), new(number + 1), new(number + 2), new(volume));

    private static Task<VenueResult<ImmutableArray<Candle>>> Rows(params Candle[] candles) =>
        Task.FromResult(VenueResult<ImmutableArray<Candle>>.Success([.. candles]));

    private bool Ran(int number, int second, decimal volume = 0.5m) =>
        _closer.Ran(Btc, Minute, At(number) + TimeSpan.FromSeconds(second), Candle(number, volume), CancellationToken.None);

    private async Task AssertToldAsync(params int[] numbers)
    {
        var (told, _) = await _closer.CollectAsync(CancellationToken.None);
        Assert.Equal(numbers, told.SelectMany(t => t.Candles).Select(c => (int)(c.OpenTime - DateTimeOffset.UnixEpoch).TotalMinutes));
    }

    private Task<VenueResult<ImmutableArray<Candle>>> ReadAsync(
        InstrumentId instrument, CandleInterval interval, DateTimeOffset from, DateTimeOffset? through, CancellationToken cancellationToken)
    {
        var span = ((int)(from - DateTimeOffset.UnixEpoch).TotalMinutes, (int)(through!.Value - DateTimeOffset.UnixEpoch).TotalMinutes);
        _reads.Add(span);
        return _rest(span.Item1, span.Item2);
    }
}

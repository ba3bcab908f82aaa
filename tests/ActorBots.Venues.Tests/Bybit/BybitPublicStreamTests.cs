using System.Globalization;
using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitPublicStreamTests
{
    private static readonly MarketTopic Topic = new(Btc, CandleInterval.OneMinute);
    private static readonly InstrumentId Eth = new("ETHUSDT");

    [Fact]
    public async Task StreamAsync_Recorded_TellsPricesWithVenueTimeAndSequence()
    {
        await using var bench = await StartAsync();
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        var before = TimeProvider.System.GetUtcNow();

        await socket.SendAsync(Payload.Bybit("stream-ticker-snapshot"));
        await socket.SendAsync(Payload.Bybit("stream-ticker-delta"));
        await socket.SendAsync(Ticker(61900.5m, 1715748764000));

        var first = await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        var second = await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        Assert.Equal("/v5/public/linear", socket.Path);
        Assert.Equal((Btc, new Price(61874.00m), 176530003895L), (first.Instrument, first.Price, first.Sequence));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1715748762463), first.At);
        Assert.InRange(first.ReceivedAt, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(new Price(61900.5m), second.Price);
    }

    [Fact]
    public async Task StreamAsync_ManyTicksAndSlowConsumer_TellsEachInOrder()
    {
        await using var bench = await StartAsync(s => s with { Streams = s.Streams with { EventBuffer = 1 } });
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 1; i <= 500; i++)
            {
                await socket.SendAsync(Ticker(i, i));
            }
        });

        for (var i = 1; i <= 500; i++)
        {
            Assert.Equal(i, (await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>()).Price.Value);
        }

        await sending;
    }

    [Fact]
    public async Task Subscribe_Twice_AsksOnceAndUnsubscribeKeepsTheSharedTicker()
    {
        await using var bench = await StartAsync();
        bench.Market.Subscribe(Topic);
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        Assert.Equal(["kline.1.BTCUSDT", "tickers.BTCUSDT"], Args(await socket.NextAsync("subscribe")));

        bench.Market.Subscribe(new MarketTopic(Btc, CandleInterval.OneHour));
        Assert.Equal(["kline.60.BTCUSDT"], Args(await socket.NextAsync("subscribe")));
        bench.Market.Unsubscribe(Topic);
        bench.Market.Unsubscribe(Topic);

        Assert.Equal(["kline.1.BTCUSDT"], Args(await socket.NextAsync("unsubscribe")));
    }

    [Fact]
    public async Task Subscribe_MoreThanAFrameHolds_SendsSeveral()
    {
        await using var bench = await StartAsync();
        foreach (var i in Enumerable.Range(0, 60))
        {
            bench.Market.Subscribe(new MarketTopic(new InstrumentId($"C{i}USDT"), CandleInterval.FiveMinutes));
        }

        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        var frames = new[] { Args(await socket.NextAsync("subscribe")), Args(await socket.NextAsync("subscribe")), Args(await socket.NextAsync("subscribe")) };

        Assert.Equal([50, 50, 21], frames.Select(f => f.Length));
        Assert.Equal(121, frames.SelectMany(f => f).Distinct().Count());
    }

    [Fact]
    public async Task Subscribe_OneBadTopicInABunch_TheOthersStillWork()
    {
        await using var bench = await StartAsync();
        bench.Venue.OnSocket = s => s.Refuses = t => t.Contains("NOPE", StringComparison.Ordinal);
        bench.Market.Subscribe(Topic);
        bench.Market.Subscribe(new MarketTopic(new InstrumentId("NOPEUSDT"), CandleInterval.OneMinute));

        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        await socket.SendAsync(Ticker(5, 5));

        Assert.Equal(5m, (await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>()).Price.Value);
    }

    [Fact]
    public async Task StreamAsync_ConfirmedCandles_AreToldOnceAndOpenOnesNot()
    {
        await using var bench = await StartAsync();
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        foreach (var (number, confirm) in ((int, bool)[])[(1, false), (1, true), (1, true), (1, false), (2, true), (1, true), (3, true)])
        {
            await socket.SendAsync(Kline(number, confirm));
        }

        await AssertCandlesAsync(events, 1, 2, 3);
    }

    [Fact]
    public async Task StreamAsync_RecordedOpenCandle_TellsNothing()
    {
        await using var bench = await StartAsync();
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        await socket.SendAsync(Payload.Bybit("stream-kline"));
        await socket.SendAsync(Payload.Bybit("stream-kline").Replace("\"confirm\": false", "\"confirm\": true", StringComparison.Ordinal));

        var closed = await events.ForAsync<MarketEvent, MarketEvent>();
        var expected = new Candle(
            DateTimeOffset.FromUnixTimeMilliseconds(1719667560000), new(61030m), new(61030m), new(61015m), new(61029.9m), new(10.798m));
        Assert.Equal(new MarketEvent.CandleClosed(Btc, CandleInterval.OneMinute, expected), closed);
    }

    [Fact]
    public async Task StreamAsync_CutAndBack_ResubscribesAndReadsTheMissedCandles()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/kline", BybitMarketDataClientTests.KlineRows(7));
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        await socket.SendAsync(Kline(2, true));
        await AssertCandlesAsync(events, 2);

        socket.Cut();
        var down = await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var again = await bench.Venue.NextSocketAsync();
        Assert.Equal(["kline.1.BTCUSDT", "tickers.BTCUSDT"], Args(await again.NextAsync("subscribe")));
        await again.SendAsync(Kline(5, true));
        await again.SendAsync(Kline(6, true));

        Assert.NotEmpty(down.Reason);
        await AssertCandlesAsync(events, 3, 4, 5, 6);
    }

    [Fact]
    public async Task StreamAsync_HoleAfterOwnLoad_IsReadBeforeTheNextCandleIsTold()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/kline", BybitMarketDataClientTests.KlineRows(5));
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        var loaded = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 10, CancellationToken.None)).Value;
        Assert.Equal(3, Number(loaded[^1]));

        bench.Venue.On("/v5/market/kline", BybitMarketDataClientTests.KlineRows(8));
        await socket.SendAsync(Kline(6, true));

        await AssertCandlesAsync(events, 4, 5, 6);
    }

    [Fact]
    public async Task StreamAsync_NoPong_Reconnects()
    {
        await using var bench = await StartAsync(s => s with
        {
            Streams = s.Streams with { PingInterval = TimeSpan.FromMilliseconds(100), PongTimeout = TimeSpan.FromSeconds(1) },
        });
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        await socket.NextAsync("ping");

        socket.Answers = false;

        await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_EnumeratedTwice_IsRefused()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.Throws<InvalidOperationException>(() => bench.Market.StreamAsync(CancellationToken.None));
    }

    [Fact]
    public async Task StreamAsync_Cancelled_Ends()
    {
        await using var bench = await StartAsync();
        using var cancel = new CancellationTokenSource();
        await using var events = bench.Market.StreamAsync(cancel.Token).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();

        var next = events.MoveNextAsync().AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Wait.Limit));
    }

    [Fact]
    public async Task HardCase16_SocketOpenPingsAnsweredNoData_GoesStaleAndReconnects()
    {
        await using var bench = await StartAsync(Quick);
        bench.Venue.OnSocket = s => s.Snapshot = t => t.StartsWith("tickers", StringComparison.Ordinal) ? Ticker(1, 1) : null;
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        var socket = await bench.Venue.NextSocketAsync();

        // From now on the venue acknowledges everything and sends no data.
        socket.Snapshot = _ => null;

        var stale = await events.ForAsync<MarketEvent, MarketEvent.WentStale>();
        Assert.Equal(Btc, stale.Instrument);
        await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
    }

    [Fact]
    public async Task HardCase16_OneSubscriptionDeadOthersAlive_TellsItAndSubscribesAnewAndReconnects()
    {
        await using var bench = await StartAsync(Quick);
        bench.Market.Subscribe(Topic);
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        using var stop = new CancellationTokenSource();
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();
        await socket.NextAsync("subscribe");
        var busy = KeepTickingAsync(socket, stop.Token);

        Assert.Equal(Eth, (await events.ForAsync<MarketEvent, MarketEvent.WentStale>()).Instrument);
        Assert.Equal(["tickers.ETHUSDT"], Args(await socket.NextAsync("unsubscribe")));
        Assert.Equal(["tickers.ETHUSDT"], Args(await socket.NextAsync("subscribe")));
        Assert.Contains("ETHUSDT", (await events.ForAsync<MarketEvent, MarketEvent.Disconnected>()).Reason, StringComparison.Ordinal);

        await stop.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task HardCase17_QuietInstrument_IsProbedAndNeitherStaleNorReconnected()
    {
        await using var bench = await StartAsync(Quick);
        bench.Venue.OnSocket = s => s.Snapshot = t => t == "tickers.ETHUSDT" ? Ticker(7, 7, "ETHUSDT") : null;
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        // Each of these is a snapshot that answers a probe; in between the venue says nothing, for longer than the limit.
        for (var i = 0; i < 4; i++)
        {
            var told = await events.ForAsync<MarketEvent, MarketEvent>(e => e is not MarketEvent.Connected);
            Assert.IsType<MarketEvent.PriceChanged>(told);
        }
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(3600)]
    public async Task HardCase18_HostClockOff_TheVenuesWordDecidesWhatIsClosed(int leadSeconds)
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromSeconds(leadSeconds);
        bench.Venue.On("/v5/market/kline", BybitMarketDataClientTests.KlineRows(5));
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        var before = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 10, CancellationToken.None)).Value;
        Assert.Equal([0, 1, 2, 3], before.Select(Number));

        await socket.SendAsync(Kline(4, false));
        await socket.SendAsync(Kline(4, true));
        await AssertCandlesAsync(events, 4);

        // The market was seen past the end of candle 4, so its row counts although none follows it.
        var after = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 10, CancellationToken.None)).Value;
        Assert.Equal([0, 1, 2, 3, 4], after.Select(Number));

        await socket.SendAsync(Kline(4, true));
        await socket.SendAsync(Kline(3, false));
        await socket.SendAsync(Kline(5, true));
        await AssertCandlesAsync(events, 5);
    }

    private static BybitSettings Quick(BybitSettings settings) =>
        settings with { Streams = settings.Streams with { StaleAfter = TimeSpan.FromSeconds(1.5) } };

    private static async Task KeepTickingAsync(StubSocket socket, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 1; !cancellationToken.IsCancellationRequested; i++)
        {
            await socket.SendAsync(Ticker(i, i));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task AssertCandlesAsync(IAsyncEnumerator<MarketEvent> events, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.Equal(number, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    private static int Number(Candle candle) => (int)(candle.OpenTime - DateTimeOffset.UnixEpoch).TotalMinutes;

    private static string[] Args(JsonNode frame) => [.. frame["args"]!.AsArray().Select(a => (string)a!)];

    private static string Ticker(decimal price, long ts, string symbol = "BTCUSDT") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"topic":"tickers.{{symbol}}","type":"delta","data":{"symbol":"{{symbol}}","lastPrice":"{{price}}"},"cs":{{ts}},"ts":{{ts}}}""");

    private static string Kline(int number, bool confirm) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"topic":"kline.1.BTCUSDT","data":[{"start":{{number * 60_000L}},"end":{{(number * 60_000L) + 59_999}},"interval":"1","open":"{{number + 1}}","close":"{{number + 2}}","high":"{{number + 2}}","low":"{{number + 1}}","volume":"1","turnover":"1","confirm":{{(confirm ? "true" : "false")}},"timestamp":{{number * 60_000L}}}],"ts":{{(number * 60_000L) + (confirm ? 60_000 : 30_000)}},"type":"snapshot"}
        """);
}

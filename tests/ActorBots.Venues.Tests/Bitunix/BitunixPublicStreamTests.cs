using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixMarketBench;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixPublicStreamTests
{
    private static readonly MarketTopic Topic = new(Btc, CandleInterval.OneMinute);

    [Fact]
    public async Task StreamAsync_Greeted_SubscribesAllInOneFrameAndIsConnectedWithThePong()
    {
        await using var bench = await StartAsync();
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneHour));

        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        Assert.Equal("/public/", socket.Path);
        var frames = bench.Frames.Select(f => f.Frame).ToArray();
        Assert.Equal(["subscribe", "ping"], frames.Select(f => (string)f["op"]!));
        Assert.Equal(
            [
                "market_kline_1min BTCUSDT", "market_kline_60min ETHUSDT", "ticker BTCUSDT", "ticker ETHUSDT", "ticker REFUSDT", "trade BTCUSDT",
                "trade ETHUSDT",
            ],
            Args(frames[0]));
        Assert.True((long)frames[1]["ping"]! > 1_700_000_000);
    }

    [Fact]
    public async Task StreamAsync_NotGreeted_SaysNothingAndConnectsAnew()
    {
        await using var bench = await StartAsync(s => s with { Streams = s.Streams with { HandshakeTimeout = TimeSpan.FromMilliseconds(200) } });
        bench.Greets = false;
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        var down = await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        Assert.Contains("not subscribed in time", down.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Frames);

        bench.Greets = true;
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_DataBeforeThePong_IsConnectedFirst()
    {
        await using var bench = await StartAsync();
        bench.Pongs = false;
        bench.Snapshot = (channel, symbol) => channel == "ticker" && symbol == "BTCUSDT" ? Ticker(5, 5) : null;
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.IsType<MarketEvent.Connected>(await events.ForAsync<MarketEvent, MarketEvent>());
        Assert.Equal(5m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
    }

    [Fact]
    public async Task StreamAsync_TradesAndTickers_AreToldByMarketTimeAndNeverBack()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Trade(10, 1000));
        await socket.SendAsync(Ticker(10, 1000));
        await socket.SendAsync(Ticker(11, 1001));
        await socket.SendAsync(Trade(9, 999));
        await socket.SendAsync(Ticker(9, 1001));
        await socket.SendAsync(Trade(12, 1001));
        await socket.SendAsync(Trade(12, 1001));
        await socket.SendAsync("""{"ch":"trade","symbol":"btcusdt","ts":1002,"data":[{"p":13,"v":1,"s":"buy"},{"p":"14","v":"1","s":"sell"}]}""");
        await socket.SendAsync(Ticker(14, 1003));

        (decimal, long)[] expected = [(10, 1000), (11, 1001), (12, 1001), (13, 1002), (14, 1002), (14, 1003)];
        foreach (var (price, sequence) in expected)
        {
            var told = await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
            Assert.Equal((price, sequence, sequence), (told.Price.Value, told.Sequence, told.At.ToUnixTimeMilliseconds()));
        }
    }

    [Fact]
    public async Task StreamAsync_NonsenseAndForeignFrames_DoNoHarm()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync("""{"op":"unsubscribe","ts":1790126515684,"data":"success"}""");
        await socket.SendAsync("""{"op":"subscribe","data":{"msg":"subscribe channel > 300","nonce":"","result":false}}""");
        await socket.SendAsync("""{"ch":"depth_book1","symbol":"BTCUSDT","ts":1,"data":{"b":[["",""]],"a":[]}}""");
        await socket.SendAsync(Ticker(7, 7, "NOPEUSDT"));
        await socket.SendAsync("""{"ch":"ticker","symbol":"BTCUSDT","ts":1,"data":{"la":""}}""");
        await socket.SendAsync("""{"ch":"trade","symbol":"BTCUSDT","ts":2,"data":null}""");
        await socket.SendAsync(Ticker(8, 8));

        Assert.Equal(8m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
    }

    [Fact]
    public async Task StreamAsync_NotJson_ConnectsAnew()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync("pong");

        await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_NoPong_Reconnects()
    {
        await using var bench = await StartAsync(s => s with
        {
            Streams = s.Streams with { PingInterval = TimeSpan.FromSeconds(1), PongTimeout = TimeSpan.FromMilliseconds(500) },
        });
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        bench.Pongs = false;

        Assert.Contains("no frame", (await events.ForAsync<MarketEvent, MarketEvent.Disconnected>()).Reason, StringComparison.Ordinal);
        bench.Pongs = true;
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
    }

    [Fact]
    public async Task Subscribe_Running_SendsTheDifference()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.NextAsync("subscribe");

        bench.Market.Subscribe(new MarketTopic(Btc, CandleInterval.OneHour));
        bench.Market.Subscribe(new MarketTopic(Btc, CandleInterval.OneHour));
        Assert.Equal(["market_kline_60min BTCUSDT"], Args(await socket.NextAsync("subscribe")));
        bench.Market.Unsubscribe(Topic);

        Assert.Equal(["market_kline_1min BTCUSDT"], Args(await socket.NextAsync("unsubscribe")));
    }

    [Fact]
    public async Task Subscribe_Reference_ItsPriceIsToldAlthoughNothingNewComes()
    {
        await using var bench = await StartAsync();
        bench.Snapshot = (_, symbol) => symbol == "REFUSDT" ? Ticker(5, 5, "REFUSDT") : null;
        var (_, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        bench.Snapshot = (_, _) => null;

        bench.Market.Subscribe(new MarketTopic(new InstrumentId("REFUSDT"), CandleInterval.OneMinute));

        Assert.Equal("REFUSDT", (await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>()).Instrument.Symbol);
    }

    [Fact]
    public async Task Subscribe_ManyWishes_FitIntoTheVenuesMessagesPerSecond()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        for (var i = 0; i < 40; i++)
        {
            bench.Market.Subscribe(new MarketTopic(new InstrumentId($"C{i}USDT"), CandleInterval.OneMinute));
            await Task.Yield();
        }

        var subscribed = new HashSet<string>();
        while (subscribed.Count < (41 * 3) + 1)
        {
            subscribed.UnionWith(Args(await socket.NextAsync("subscribe")));
        }

        var times = bench.Frames.Select(f => f.At).Order().ToArray();
        Assert.All(Enumerable.Range(0, times.Length), i => Assert.InRange(times.Count(t => t >= times[i] && t < times[i].AddSeconds(1)), 1, 5));
    }

    [Fact]
    public async Task Subscribe_MoreThan300Channels_UsesMoreConnectionsAndTellsOneSequence()
    {
        await using var bench = await StartAsync();
        bench.Snapshot = (channel, symbol) => channel == "ticker" ? Ticker(5, 5, symbol) : null;
        InstrumentId[] instruments = [.. Enumerable.Range(0, 101).Select(i => new InstrumentId($"C{i}USDT"))];
        foreach (var instrument in instruments)
        {
            bench.Market.Subscribe(new MarketTopic(instrument, CandleInterval.OneMinute));
        }

        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        var told = new HashSet<InstrumentId>();
        var connected = 0;
        while (told.Count < instruments.Length || connected == 0)
        {
            switch (await events.ForAsync<MarketEvent, MarketEvent>())
            {
                case MarketEvent.PriceChanged price:
                    Assert.True(told.Add(price.Instrument), $"{price.Instrument} is told on two connections");
                    break;
                case MarketEvent.Connected:
                    connected++;
                    break;
            }
        }

        Assert.Equal(1, connected);
        var perSocket = bench.Frames.Where(f => (string)f.Frame["op"]! == "subscribe").GroupBy(f => f.Socket, f => Args(f.Frame)).ToArray();
        Assert.Equal(3, perSocket.Length);
        Assert.All(perSocket, frames => Assert.InRange(frames.Sum(f => f.Length), 2, 300));
        Assert.Equal(303 + 3, perSocket.Sum(frames => frames.Sum(f => f.Length)));
    }

    [Fact]
    public async Task StreamAsync_OneOfSeveralConnectionsCut_IsDownUntilItIsBack()
    {
        await using var bench = await StartAsync(s => s with { SubscriptionsPerConnection = 10 });
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        var (first, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        var second = await bench.Venue.NextSocketAsync();

        second.Cut();
        Assert.IsType<MarketEvent.Disconnected>(await events.ForAsync<MarketEvent, MarketEvent>());
        Assert.IsType<MarketEvent.Connected>(await events.ForAsync<MarketEvent, MarketEvent>());
        var third = await bench.Venue.NextSocketAsync();
        foreach (var socket in (StubSocket[])[first, third])
        {
            await socket.SendAsync(Ticker(5, 5));
            await socket.SendAsync(Ticker(6, 6, "ETHUSDT"));
        }

        var told = new[] { await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>(), await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>() };
        Assert.Equal([Btc, Eth], told.Select(t => t.Instrument).OrderBy(i => i.Symbol, StringComparer.Ordinal));
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
        bench.Snapshot = (channel, _) => channel == "ticker" ? Ticker(1, 1) : null;
        bench.Market.Subscribe(Topic);
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();

        // From now on the venue answers pings and sends no data.
        bench.Snapshot = (_, _) => null;

        Assert.Equal(Btc, (await events.ForAsync<MarketEvent, MarketEvent.WentStale>()).Instrument);
        await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        bench.Snapshot = (channel, _) => channel == "ticker" ? Ticker(2, 2) : null;
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>(p => p.Price.Value == 2m);
    }

    [Fact]
    public async Task HardCase16_OneSubscriptionDiesOthersLive_TellsItAndSubscribesAnewAndReconnects()
    {
        await using var bench = await StartAsync(Quick);
        using var stop = new CancellationTokenSource();
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.NextAsync("subscribe");
        await socket.SendAsync(Ticker(1, 1, "ETHUSDT"));
        var busy = KeepTickingAsync(socket, stop.Token);

        Assert.Equal(Eth, (await events.ForAsync<MarketEvent, MarketEvent.WentStale>()).Instrument);
        Assert.Equal(["ticker ETHUSDT"], Args(await socket.NextAsync("unsubscribe")));
        Assert.Equal(["ticker ETHUSDT"], Args(await socket.NextAsync("subscribe")));
        Assert.Contains("ETHUSDT", (await events.ForAsync<MarketEvent, MarketEvent.Disconnected>()).Reason, StringComparison.Ordinal);

        await stop.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task HardCase16_NameThatTheVenueDoesNotKnow_GoesStaleAndCostsTheOthersNothing()
    {
        await using var bench = await StartAsync(s => Quick(s) with { Streams = Quick(s).Streams with { StaleAfter = TimeSpan.FromMilliseconds(500) } });
        using var stop = new CancellationTokenSource();
        bench.Market.Subscribe(new MarketTopic(new InstrumentId("NOPEUSDT"), CandleInterval.OneMinute));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        var busy = KeepTickingAsync(socket, stop.Token);

        Assert.Equal("NOPEUSDT", (await events.ForAsync<MarketEvent, MarketEvent.WentStale>()).Instrument.Symbol);

        // Well beyond the three limits after which a name that was ever heard would cost a reconnect.
        for (var i = 0; i < 50; i++)
        {
            Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>());
        }

        await stop.CancelAsync();
        await busy;
    }

    [Fact]
    public async Task HardCase17_QuietInstrument_IsProbedAndNeitherStaleNorReconnected()
    {
        await using var bench = await StartAsync(s => s with { Streams = s.Streams with { StaleAfter = TimeSpan.FromSeconds(3) } });
        var number = 0;
        bench.Snapshot = (channel, symbol) =>
            channel == "ticker" && symbol == "ETHUSDT" ? Ticker(7, Interlocked.Increment(ref number), "ETHUSDT") : null;
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        await using var events = bench.Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        // Each of these answers a probe; in between the venue says nothing, in all for longer than the limit.
        for (var i = 0; i < 4; i++)
        {
            var told = await events.ForAsync<MarketEvent, MarketEvent>(e => e is not MarketEvent.Connected);
            Assert.IsType<MarketEvent.PriceChanged>(told);
        }
    }

    private static BitunixSettings Quick(BitunixSettings settings) =>
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
}

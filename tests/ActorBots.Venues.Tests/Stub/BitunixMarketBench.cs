using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>A stub that speaks Bitunix's public side, with a client on it.</summary>
internal sealed class BitunixMarketBench : IAsyncDisposable
{
    public const string KlinePath = "/api/v1/futures/market/kline";
    public const string TickersPath = "/api/v1/futures/market/tickers";
    public const string PairsPath = "/api/v1/futures/market/trading_pairs";

    private readonly BitunixConnector _connector;

    private BitunixMarketBench(StubVenue venue, BitunixConnector connector)
    {
        Venue = venue;
        _connector = connector;
        Market = connector.OpenMarketData();
        venue.OnSocket = Prepare;
    }

    public static InstrumentId Btc { get; } = new("BTCUSDT");

    public static InstrumentId Eth { get; } = new("ETHUSDT");

    public StubVenue Venue { get; }

    public IMarketDataClient Market { get; }

    /// <summary>What a new subscription is told at once, by channel and symbol.</summary>
    public Func<string, string, string?> Snapshot { get; set; } = (_, _) => null;

    /// <summary>Whether pings are answered.</summary>
    public bool Pongs { get; set; } = true;

    /// <summary>Whether the venue greets a new connection.</summary>
    public bool Greets { get; set; } = true;

    /// <summary>When the client's frames came, per connection.</summary>
    public ConcurrentQueue<(StubSocket Socket, DateTimeOffset At, JsonNode Frame)> Frames { get; } = new();

    public static async Task<BitunixMarketBench> StartAsync(Func<BitunixSettings, BitunixSettings>? change = null, TimeProvider? time = null)
    {
        var venue = await StubVenue.StartAsync();
        var settings = new BitunixSettings
        {
            Environment = "simulated",
            SimulatedAddress = venue.Address,
            ReferenceInstrument = "REFUSDT",
            CandleRetry = TimeSpan.FromMilliseconds(100),
            EndpointRequestsPerSecond = 1000,
            RequestsPerSecond = 1000,
            Http = new HttpSettings
            {
                RequestTimeout = TimeSpan.FromSeconds(5),
                RetryDelay = TimeSpan.FromMilliseconds(10),
                RetryMaxDelay = TimeSpan.FromMilliseconds(20),
            },
            Streams = new StreamSettings
            {
                PingInterval = TimeSpan.FromSeconds(15),
                PongTimeout = TimeSpan.FromSeconds(15),
                ReconnectDelay = TimeSpan.FromMilliseconds(10),
                ReconnectMaxDelay = TimeSpan.FromMilliseconds(200),
                WatchInterval = TimeSpan.FromMilliseconds(10),
            },
        };
        return new BitunixMarketBench(
            venue, new BitunixConnector(change?.Invoke(settings) ?? settings, time ?? TimeProvider.System, NullLoggerFactory.Instance));
    }

    public static string Trade(decimal price, long ts, string symbol = "BTCUSDT") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"ch":"trade","symbol":"{{symbol}}","ts":{{ts}},"data":[{"t":"2026-04-07T05:47:52Z","p":"{{price}}","v":"0.7142","s":"buy"}]}""");

    public static string Ticker(decimal price, long ts, string symbol = "BTCUSDT") => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"ch":"ticker","symbol":"{{{symbol}}}","ts":{{{ts}}},"data":{"s":"{{{symbol}}}","o":"1","la":"{{{price}}}","h":"2","l":"1","b":"1","q":"1","r":"1"}}""");

    /// <summary>A one-minute kline whose values go with <see cref="Rows"/>; by default in the middle of its minute.</summary>
    public static string Kline(int number, int milliseconds = 30_000, decimal volume = 0.5m, string symbol = "BTCUSDT", int? prices = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"ch":"market_kline_1min","symbol":"{{{symbol}}}","ts":{{{(number * 60_000L) + milliseconds}}},"data":{"o":"{{{(prices ?? number) + 1}}}","c":"{{{(prices ?? number) + 2}}}","h":"{{{(prices ?? number) + 2}}}","l":"{{{(prices ?? number) + 1}}}","b":"{{{volume}}}","q":"1"}}
        """);

    /// <summary>One-minute klines 0 to <paramref name="count"/> − 1, served as the venue does: newest first, cut at the old end.</summary>
    public static Func<StubRequest, StubReply> Rows(int count, decimal volume = 1m) => request =>
    {
        var last = request["endTime"] is { } end ? long.Parse(end, CultureInfo.InvariantCulture) / 60_000 : count - 1;
        var limit = request["limit"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 100;
        Assert.InRange(limit, 1, 200);
        return Ok(string.Join(',', Enumerable.Range(0, count).Reverse().Where(n => n <= last).Take(limit).Select(n => Row(n, volume))));
    };

    public static StubReply Ok(string rows) => new($$"""{"code":0,"data":[{{rows}}],"msg":"Success"}""");

    public static string Row(int number, decimal volume = 1m) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"open":"{{number + 1}}","high":"{{number + 2}}","low":"{{number + 1}}","close":"{{number + 2}}","time":"{{number * 60_000L}}","quoteVol":"{{volume}}","baseVol":"{{volume * (number + 1.5m)}}","type":"LAST_PRICE"}
        """);

    public static int Number(Candle candle) => (int)(candle.OpenTime - DateTimeOffset.UnixEpoch).TotalMinutes;

    /// <summary>The subscriptions in a frame, as <c>channel symbol</c>, in order of the alphabet.</summary>
    public static string[] Args(JsonNode frame) =>
        [.. frame["args"]!.AsArray().Select(a => $"{(string)a!["ch"]!} {(string)a["symbol"]!}").Order(StringComparer.Ordinal)];

    /// <summary>A running stream of one instrument's minutes, connected; with the socket behind it.</summary>
    public async Task<(StubSocket Socket, IAsyncEnumerator<MarketEvent> Events)> ConnectAsync(params MarketTopic[] topics)
    {
        foreach (var topic in topics)
        {
            Market.Subscribe(topic);
        }

        var events = Market.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<MarketEvent, MarketEvent.Connected>();
        return (await Venue.NextSocketAsync(), events);
    }

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        _connector.Dispose();
        await Venue.DisposeAsync();
    }

    private void Prepare(StubSocket socket)
    {
        socket.Greeting = Greets ? """{"op":"connect","data":{"result":true}}""" : null;
        socket.OnFrame = frame => AnswerAsync(socket, frame);
    }

    private async Task AnswerAsync(StubSocket socket, JsonNode frame)
    {
        Frames.Enqueue((socket, TimeProvider.System.GetUtcNow(), frame));
        switch ((string)frame["op"]!)
        {
            case "ping" when Pongs:
                await socket.SendAsync($$"""{"op":"ping","pong":{{frame["ping"]}},"ping":1790126491}""");
                break;
            case "subscribe":
                foreach (var arg in frame["args"]!.AsArray())
                {
                    if (Snapshot((string)arg!["ch"]!, (string)arg["symbol"]!) is { } text)
                    {
                        await socket.SendAsync(text);
                    }
                }

                break;
        }
    }
}

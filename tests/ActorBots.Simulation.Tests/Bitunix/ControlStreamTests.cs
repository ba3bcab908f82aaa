using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Bitunix.Streams;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>What happens on a connection beside data: greeting, pings, limits, silence.</summary>
public sealed class ControlStreamTests
{
    private static readonly BitunixServerSettings Strict = new();

    [Theory]
    [InlineData("""{"op":"ping","ping":1790126498}""", "\"pong\":1790126498,")]
    [InlineData("""{"op":"ping","ping":"abc"}""", "\"pong\":\"abc\",")]
    [InlineData("""{"op":"ping"}""", "\"pong\":1790126498,")]
    public async Task Ping_OfAnyForm_IsAnsweredWithItsValueAndTheStartOfTheConnection(string ping, string expected)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1790126491));
        await using var venue = await StreamVenue.StartAsync(Strict, time);
        foreach (var uri in new[] { venue.Server.PublicStreamUri, venue.Server.PrivateStreamUri })
        {
            using var client = await StreamClient.ConnectAsync(uri);
            time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1790126498));

            await client.Socket.SendAsync(ping);

            var answer = await client.Socket.ReceiveTextAsync();
            Assert.StartsWith($$"""{"op":"ping",{{expected}}"ping":17901264""", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[1]")]
    [InlineData("""{"op":"dance"}""")]
    [InlineData("""{"op":"subscribe","args":[{"symbol":"BTCUSDT","ch":"nonsense"}]}""")]
    [InlineData("""{"op":"subscribe","args":[{"symbol":"BTCUSDT","ch":"market_kline_1m"}]}""")]
    [InlineData("""{"op":"subscribe","args":[{"symbol":"NOPEUSDT","ch":"trade"}]}""")]
    [InlineData("""{"op":"subscribe","args":["trade"]}""")]
    public async Task Frame_NotUnderstood_IsIgnoredAndTheConnectionStays(string frame)
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await venue.OpenPublicAsync();

        await client.Socket.SendAsync(frame);

        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task ProtocolPing_BeforeAnyJson_CutsTheConnection()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await StreamClient.ConnectAsync(venue.Server.PublicStreamUri, TimeSpan.FromMilliseconds(50));

        await client.Socket.AssertCutAsync();
    }

    [Fact]
    public async Task ProtocolPing_AfterAJsonFrameOrAllowed_IsHarmless()
    {
        var settings = new BitunixServerSettings { RateLimitFactor = 10_000, Streams = new BitunixStreamSettings { CutsAtEarlyProtocolPing = false } };
        await using var lenient = await StreamVenue.StartAsync(settings, null);
        await using var strict = await StreamVenue.StartAsync(settings with { Streams = new BitunixStreamSettings() }, null);
        var often = TimeSpan.FromMilliseconds(1);
        using var early = await StreamClient.ConnectAsync(lenient.Server.PublicStreamUri, often);
        using var late = await StreamClient.ConnectAsync(strict.Server.PublicStreamUri);
        for (var i = 0; i < 200; i++)
        {
            Assert.Empty(await late.DrainAsync());
        }

        Assert.Empty(await early.DrainAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frames_MoreThanFiveInASecond_CutTheConnectionWhenLimited(bool isLimited)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1790126491));
        await using var venue = await StreamVenue.StartAsync(new BitunixServerSettings { Streams = new BitunixStreamSettings { LimitsMessages = isLimited } }, time);
        using var client = await venue.OpenPublicAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.DrainAsync();
        }

        time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++)
        {
            await client.DrainAsync();
        }

        if (isLimited)
        {
            await client.Socket.SendAsync("""{"op":"ping"}""");
            await client.Socket.AssertCutAsync();
        }
        else
        {
            Assert.Empty(await client.DrainAsync());
        }
    }

    [Fact]
    public async Task HardCase16_ClientSilentForAMinute_IsCutThoughItReceivesData()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1790126491));
        await using var venue = await StreamVenue.StartAsync(Strict, time);
        using var silent = await venue.OpenPublicAsync();
        using var pinging = await venue.OpenPublicAsync();
        await silent.SubscribeAsync(StreamVenue.Btc, "trade");
        await silent.DrainAsync();

        for (var i = 0; i < 7; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await pinging.DrainAsync();
        }

        await silent.Socket.AssertCutAsync();
        Assert.Empty(await pinging.DrainAsync());
    }

    [Fact]
    public async Task StartAsync_SilenceNotPositive_IsRefused()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => StreamVenue.StartAsync(
            new BitunixServerSettings { TimeWindow = TimeSpan.FromDays(2), Streams = new BitunixStreamSettings { LongestSilence = TimeSpan.Zero } }, null));

        Assert.Contains("longest-silence 00:00:00: must be positive", error.Message, StringComparison.Ordinal);
        Assert.Contains("time-window", error.Message, StringComparison.Ordinal);
    }
}

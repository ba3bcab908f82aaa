using ActorBots.Domain.Orders;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Bitunix.Security;
using Microsoft.Extensions.Time.Testing;
using static ActorBots.Simulation.Tests.Bitunix.StreamVenue;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>The private stream's login.</summary>
public sealed class LoginStreamTests
{
    private const string Stamp = "1790126515";
    private const string Nonce = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    [Fact]
    public void Sign_PublishedVector_IsReproduced()
    {
        Assert.Equal("fd979fcf3709dbb0b16873758628963c12a1af4c4fec92e368df2faa583c9e7b", BitunixSignature.Sign(Secret, Nonce + Stamp + Key));
        Assert.Equal(
            "2b622437d3031f815e53be5847af0b4782d33c6e8fe92e9f2e06a9cfc48242e0",
            BitunixSignature.Sign(Secret, $"{Nonce}{Stamp}{Key}apiKey{Key}nonce{Nonce}timestamp{Stamp}"));
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    public async Task Login_AnyFormInUse_IsAccepted(bool inSeconds, bool isLong, bool asText)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1790126515));
        await using var venue = await StreamVenue.StartAsync(new BitunixServerSettings(), time);
        using var client = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);

        await client.Socket.SendAsync(StreamClient.LoginFrame(Key, Secret, time.GetUtcNow(), inSeconds, isLong, asText));

        Assert.Equal("""{"op":"login","data":{"result":true}}""", await client.Socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task Login_Wrongly_FailsWithATextAndNothingIsPushed()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        var now = TimeProvider.System.GetUtcNow();
        string[] frames =
        [
            StreamClient.LoginFrame(Key, "wrong", now),
            StreamClient.LoginFrame("nobody", Secret, now),
            StreamClient.LoginFrame(Key, Secret, now.AddHours(1)),
            StreamClient.LoginFrame(Key, Secret, now.AddHours(-1), inSeconds: false),
            """{"op":"login","args":[]}""",
            """{"op":"login","args":[{"apiKey":"x"}]}""",
        ];
        foreach (var frame in frames)
        {
            await client.Socket.SendAsync(frame);
            var answer = await client.Socket.ReceiveAsync();
            Assert.Equal("login", answer.Text("op"));
            Assert.False(answer.GetProperty("data").GetProperty("result").GetBoolean());
            Assert.NotEmpty(answer.GetProperty("data").Text("msg"));
        }

        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();
        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task HardCase18_LoginWithSkewOfTwoSeconds_IsAccepted()
    {
        await using var venue = await StreamVenue.StartAsync();
        foreach (var skew in new[] { -2, 2 })
        {
            using var client = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
            await client.Socket.SendAsync(StreamClient.LoginFrame(Key, Secret, TimeProvider.System.GetUtcNow().AddSeconds(skew)));
            Assert.Equal("""{"op":"login","data":{"result":true}}""", await client.Socket.ReceiveTextAsync());
        }
    }

    [Fact]
    public async Task Login_WhileOrdersFill_IsAnsweredBeforeAnythingIsPushed()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        await client.Socket.SendAsync("""{"op":"subscribe","args":[{"ch":"order"},{"ch":"balance"}]}""");
        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();

        await client.LoginAsync();

        venue.Place(OrderSide.Buy, 0.01m);
        Assert.Equal("CREATE", (await client.ReceiveAsync("order")).GetProperty("data").Text("event"));
    }
}

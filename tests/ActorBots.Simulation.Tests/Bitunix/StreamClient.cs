using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bitunix.Security;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>A client's end of one of Bitunix's streams, behind the connect frame.</summary>
internal sealed class StreamClient : IDisposable
{
    private const string Nonce = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private StreamClient(TestSocket socket) => Socket = socket;

    public TestSocket Socket { get; }

    public static async Task<StreamClient> ConnectAsync(Uri uri, TimeSpan? protocolPing = null)
    {
        var client = new StreamClient(await TestSocket.ConnectAsync(uri, protocolPing));
        Assert.Equal("""{"op":"connect","data":{"result":true}}""", await client.Socket.ReceiveTextAsync());
        return client;
    }

    /// <summary>A login's frame.</summary>
    public static string LoginFrame(string key, string secret, DateTimeOffset at, bool inSeconds = true, bool isLong = false, bool asText = false)
    {
        var timestamp = (inSeconds ? at.ToUnixTimeSeconds() : at.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture);
        var text = $"{Nonce}{timestamp}{key}" + (isLong ? $"apiKey{key}nonce{Nonce}timestamp{timestamp}" : string.Empty);
        var sign = BitunixSignature.Sign(secret, text);
        return $$"""{"op":"login","args":[{"apiKey":"{{key}}","timestamp":{{(asText ? $"\"{timestamp}\"" : timestamp)}},"nonce":"{{Nonce}}","sign":"{{sign}}"}]}""";
    }

    public async Task LoginAsync(string key = StreamVenue.Key, string secret = StreamVenue.Secret)
    {
        await Socket.SendAsync(LoginFrame(key, secret, TimeProvider.System.GetUtcNow()));
        Assert.Equal("""{"op":"login","data":{"result":true}}""", await Socket.ReceiveTextAsync());
    }

    /// <summary>Subscribes; a ping shows that it was taken.</summary>
    public async Task SubscribeAsync(string symbol, params string[] channels)
    {
        var args = channels.Select(c => new { symbol, ch = c });
        await Socket.SendAsync(JsonSerializer.Serialize(new { op = "subscribe", args }));
    }

    /// <summary>The next frame of a channel; others are dropped.</summary>
    public async Task<JsonElement> ReceiveAsync(string channel)
    {
        while (true)
        {
            var frame = await Socket.ReceiveAsync();
            if (frame.TryGetProperty("ch", out var name) && name.GetString() == channel)
            {
                return frame;
            }
        }
    }

    /// <summary>All frames of channels up to the answer to a ping that is sent now.</summary>
    public async Task<IReadOnlyList<JsonElement>> DrainAsync()
    {
        List<JsonElement> frames = [];
        await Socket.SendAsync("""{"op":"ping","ping":424242}""");
        while (true)
        {
            var frame = await Socket.ReceiveAsync();
            if (frame.TryGetProperty("pong", out var pong) && pong.GetInt64() == 424242)
            {
                return frames;
            }

            frames.Add(frame);
        }
    }

    public void Dispose() => Socket.Dispose();
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Security;

namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>A client's end of a stream.</summary>
internal sealed class TestStream : IDisposable
{
    private readonly TestSocket _socket;

    private TestStream(TestSocket socket) => _socket = socket;

    public static async Task<TestStream> ConnectAsync(Uri uri) => new(await TestSocket.ConnectAsync(uri));

    public Task SendAsync(string frame) => _socket.SendAsync(frame);

    /// <summary>The next frame as text.</summary>
    public Task<string> ReceiveTextAsync() => _socket.ReceiveTextAsync();

    public Task<JsonElement> ReceiveAsync() => _socket.ReceiveAsync();

    /// <summary>The next frame of a topic; others are dropped.</summary>
    public async Task<JsonElement> ReceiveAsync(string topic, Func<JsonElement, bool>? wanted = null)
    {
        while (true)
        {
            var frame = await ReceiveAsync();
            if (frame.TryGetProperty("topic", out var name) && name.GetString() == topic && (wanted is null || wanted(frame)))
            {
                return frame;
            }
        }
    }

    /// <summary>Sends a frame and gives the next answer.</summary>
    public async Task<JsonElement> AskAsync(string frame)
    {
        await SendAsync(frame);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (!answer.TryGetProperty("topic", out _))
            {
                return answer;
            }
        }
    }

    public async Task<JsonElement> SubscribeAsync(params string[] topics)
    {
        var answer = await AskAsync(JsonSerializer.Serialize(new { op = "subscribe", req_id = "s", args = topics }));
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        return answer;
    }

    public async Task<JsonElement> AuthenticateAsync(string key, string secret, bool asText = false)
    {
        var expires = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 10_000).ToString(CultureInfo.InvariantCulture);
        var signature = BybitSignature.Sign(secret, Encoding.UTF8.GetBytes($"GET/realtime{expires}"));
        return await AskAsync($$"""{"req_id":"a","op":"auth","args":["{{key}}",{{(asText ? $"\"{expires}\"" : expires)}},"{{signature}}"]}""");
    }

    /// <summary>Reads on until the server ends the connection.</summary>
    public Task AssertCutAsync() => _socket.AssertCutAsync();

    /// <summary>Asserts that nothing but answers is pending: a ping's pong is the very next frame.</summary>
    public async Task AssertSilentAsync()
    {
        await SendAsync("""{"op":"ping","req_id":"silence"}""");
        var frame = await ReceiveAsync();
        Assert.False(frame.TryGetProperty("topic", out _), frame.GetRawText());
    }

    public void Dispose() => _socket.Dispose();
}

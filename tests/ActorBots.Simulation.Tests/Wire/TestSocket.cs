using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Wire;

/// <summary>A client's end of a stream, whichever venue's.</summary>
internal sealed class TestSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <param name="uri">Where to.</param>
    /// <param name="protocolPing">How often a ping of the WebSocket protocol is sent; absent = never.</param>
    public static async Task<TestSocket> ConnectAsync(Uri uri, TimeSpan? protocolPing = null)
    {
        var socket = new TestSocket();
        socket._socket.Options.KeepAliveInterval = protocolPing ?? TimeSpan.Zero;
        if (protocolPing is not null)
        {
            // With a time-out the library pings; without one it only sends pongs.
            socket._socket.Options.KeepAliveTimeout = Patience;
        }

        using var patience = new CancellationTokenSource(Patience);
        await socket._socket.ConnectAsync(uri, patience.Token);
        return socket;
    }

    public Task SendAsync(string frame) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame as text.</summary>
    public async Task<string> ReceiveTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length);
            }
        }
    }

    public async Task<JsonElement> ReceiveAsync() => JsonDocument.Parse(await ReceiveTextAsync()).RootElement.Clone();

    /// <summary>Reads on until the server ends the connection.</summary>
    public async Task AssertCutAsync()
    {
        try
        {
            while (true)
            {
                await ReceiveTextAsync();
            }
        }
        catch (WebSocketException)
        {
            // What was to be shown.
        }
    }

    public void Dispose() => _socket.Dispose();
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ActorBots.Testing.Venues;

/// <summary>The client's end of an account's stream: frames as they come.</summary>
public sealed class WireListener : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private Task _reading = Task.CompletedTask;

    /// <summary>Connects.</summary>
    public static async Task<WireListener> ConnectAsync(Uri address)
    {
        var listener = new WireListener();
        await listener._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Streams.Limit);
        listener._reading = listener.ReadAsync();
        return listener;
    }

    /// <summary>Completes when the connection has ended.</summary>
    public Task Ended => _reading;

    /// <summary>Sends a frame.</summary>
    public Task SendAsync(string frame) => _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);

    /// <summary>The next frame for which a condition holds; those before it are dropped.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync().AsTask().WaitAsync(Streams.Limit);
            if (wanted(frame))
            {
                return frame;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage && part.MessageType != WebSocketMessageType.Close);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    _frames.Writer.TryComplete();
                    return;
                }

                _frames.Writer.TryWrite(JsonElement.Parse(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            _frames.Writer.TryComplete();
        }
    }
}

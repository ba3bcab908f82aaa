using System.Buffers;
using System.Net.WebSockets;

namespace ActorBots.Venues.Transport;

/// <summary>One open socket that carries text messages. Used by one loop at a time.</summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket;
    private readonly ArrayBufferWriter<byte> _message = new(16 * 1024);
    private readonly int _maxMessageBytes;
    private readonly TimeProvider _time;

    private StreamConnection(ClientWebSocket socket, int maxMessageBytes, TimeProvider time)
    {
        _socket = socket;
        _maxMessageBytes = maxMessageBytes;
        _time = time;
    }

    /// <summary>Connects.</summary>
    /// <exception cref="StreamBrokenException">It did not work within the time limit.</exception>
    public static async Task<StreamConnection> OpenAsync(
        Uri address, StreamSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var timeout = new CancellationTokenSource(settings.HandshakeTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, linked.Token);
            return new StreamConnection(socket, settings.MaxMessageBytes, time);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new StreamBrokenException($"cannot connect within {settings.HandshakeTimeout.TotalSeconds:0.###} s", e);
        }
        catch (WebSocketException e)
        {
            socket.Dispose();
            throw new StreamBrokenException($"cannot connect: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a text message.</summary>
    /// <exception cref="StreamBrokenException">The connection is gone.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new StreamBrokenException($"connection lost while sending: {e.WebSocketErrorCode}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // An aborted socket says so by a cancellation that nobody asked for.
            throw new StreamBrokenException("connection lost while sending", e);
        }
    }

    /// <summary>Waits for the next message. What it returned is valid until the next call.</summary>
    /// <exception cref="StreamBrokenException">The connection is gone, or the message is too large.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_message.GetMemory(4096), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new StreamBrokenException($"closed by the venue: {_socket.CloseStatus} {_socket.CloseStatusDescription}".TrimEnd());
                }

                _message.Advance(part.Count);
                if (part.EndOfMessage)
                {
                    return _message.WrittenMemory;
                }

                if (_message.WrittenCount > _maxMessageBytes)
                {
                    throw new StreamBrokenException($"a message is longer than {_maxMessageBytes} bytes");
                }
            }
        }
        catch (WebSocketException e)
        {
            throw new StreamBrokenException($"connection lost: {e.WebSocketErrorCode}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StreamBrokenException("connection lost", e);
        }
    }

    /// <summary>Says good-bye if that is possible at once, and lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var timeout = new CancellationTokenSource(CloseTimeout, _time);
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                _socket.Abort();
            }
        }

        _socket.Dispose();
    }
}

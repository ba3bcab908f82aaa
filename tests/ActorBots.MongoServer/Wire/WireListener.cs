using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorBots.MongoServer.Commands;

namespace ActorBots.MongoServer.Wire;

/// <summary>Accepts connections on the loopback address, and serves each until it or the server ends.</summary>
internal sealed class WireListener : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Task> _connections = new();
    private readonly TcpListener _listener;
    private Task _accepting = Task.CompletedTask;
    private int _lastConnectionId;

    /// <param name="port">Zero takes a free one.</param>
    public WireListener(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start(backlog: 512);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that came before wait until now.</summary>
    public void Serve(CommandDispatcher dispatcher) => _accepting = AcceptAsync(dispatcher, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync(CommandDispatcher dispatcher, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(cancellationToken);
                socket.NoDelay = true;
                var id = ++_lastConnectionId;
                _connections[id] = ServeAsync(socket, new ClientIdentity(id), dispatcher, cancellationToken);
                _ = _connections[id].ContinueWith(ended => _connections.TryRemove(KeyValuePair.Create(id, ended)), TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task ServeAsync(Socket socket, ClientIdentity client, CommandDispatcher dispatcher, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var messages = new MessageStream(socket);
        try
        {
            while (await messages.ReadAsync(cancellationToken) is { } message)
            {
                var request = RequestParser.Parse(message);
                var answer = await dispatcher.AnswerAsync(request, client, cancellationToken);
                if (answer is null)
                {
                    return;
                }

                if (!request.IsSilent)
                {
                    await messages.WriteReplyAsync(message, answer.Value, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server ends.
        }
        catch (IOException)
        {
            // The client went without a word, as clients may.
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentOutOfRangeException)
        {
            await Console.Error.WriteLineAsync($"connection {client.ConnectionId} closed: {error.Message}");
        }
    }
}

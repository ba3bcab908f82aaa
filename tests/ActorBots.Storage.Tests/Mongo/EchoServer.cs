using System.Net;
using System.Net.Sockets;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>A TCP server that sends back what it gets, and counts it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private readonly List<Task> _echoes = [];
    private long _received;

    private EchoServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public long Received => Interlocked.Read(ref _received);

    public static EchoServer Start() => new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_echoes).WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _echoes.Add(EchoAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[8 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var length)
            {
                Interlocked.Add(ref _received, length);
                await socket.SendAsync(buffer.AsMemory(0, length));
            }
        }
        catch (SocketException)
        {
            // The client's side was reset.
        }
    }
}

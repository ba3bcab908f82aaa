using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>Stands between the driver and a server: loses the answers to chosen commands, or everything.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly ConcurrentDictionary<Task, byte> _pumps = new();
    private TcpListener? _listener;
    private byte[] _pattern = [];
    private int _losses;
    private Task _accepting = Task.CompletedTask;

    public TcpRelay(string host, int port)
    {
        _host = host;
        _port = port;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Where clients connect; the same after each opening.</summary>
    public int Port { get; }

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Lets clients in.</summary>
    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Ends all connections and lets no client in.</summary>
    public void Cut()
    {
        _listener?.Dispose();
        foreach (var client in _open.Keys)
        {
            client.Dispose();
        }
    }

    /// <summary>Lets the server carry a command out so many times and ends the connection instead of handing its answer over.</summary>
    public void LoseAnswers(string command, int times)
    {
        // The command's name is the first element of the message's body: type int32 for a commit, string for the others.
        _pattern = Encoding.ASCII.GetBytes($"{command}\0");
        Volatile.Write(ref _losses, times);
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _accepting;
        await Task.WhenAll(_pumps.Keys);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _pumps.TryAdd(ServeAsync(client), 0);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open.TryAdd(client, 0);
        try
        {
            await server.ConnectAsync(_host, _port);
            var link = new Link();
            var both = new[] { PumpAsync(client, server, bytes => Watch(bytes, link)), PumpAsync(server, client, _ => !Loses(link)) };
            await Task.WhenAny(both);
            client.Dispose();
            server.Dispose();
            await Task.WhenAll(both);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            client.Dispose();
        }

        _open.TryRemove(client, out _);
    }

    private bool Watch(ReadOnlyMemory<byte> bytes, Link link)
    {
        if (_pattern.Length > 0 && bytes.Span.IndexOf(_pattern) >= 0)
        {
            link.IsMarked = true;
        }

        return true;
    }

    private bool Loses(Link link)
    {
        if (!link.IsMarked || Interlocked.Decrement(ref _losses) < 0)
        {
            return false;
        }

        Lost++;
        return true;
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[64 << 10];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer)) > 0 && passes(buffer.AsMemory(0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // One side ended.
        }
    }

    private sealed class Link
    {
        public bool IsMarked { get; set; }
    }
}

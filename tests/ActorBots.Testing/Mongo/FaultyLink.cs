using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MongoDB.Driver;

namespace ActorBots.Testing.Mongo;

/// <summary>
/// A line on loopback between a driver and a server, which a test can make slow, narrow, dead or refusing at any time. It counts
/// connections. A replica set's hello names the set's own addresses, to which a driver would go; so use <see cref="ConnectionString"/>,
/// which binds it to the line.
/// </summary>
public sealed class FaultyLink : IAsyncDisposable
{
    private const int MostConnections = 2_000;

    // Below what systems hand out for outgoing connections, so that nobody gets the port while the link refuses.
    private const int FirstPort = 20_000;
    private const int Ports = 10_000;

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);
    private static int s_links;

    private readonly DnsEndPoint _target;
    private readonly LinkState _state = new();
    private readonly LinkLosses _losses = new();
    private readonly ConcurrentDictionary<LinkConnection, Task> _connections = new();
    private readonly Lock _lock = new();
    private Socket? _listener;
    private Task _accepting;
    private int _open;
    private int _total;
    private int _peak;

    private FaultyLink(string targetHost, int targetPort, Socket listener)
    {
        _target = new DnsEndPoint(targetHost, targetPort);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    /// <summary>The port on 127.0.0.1 that clients connect to.</summary>
    public int Port { get; }

    /// <summary>What it does at present.</summary>
    public LinkFault Fault => _state.Fault;

    /// <summary>Connections that clients have open.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Connections that clients ever opened.</summary>
    public int TotalConnections => Volatile.Read(ref _total);

    /// <summary>The most connections that were open at one time.</summary>
    public int PeakConnections => Volatile.Read(ref _peak);

    /// <summary>Answers that were lost by plan.</summary>
    public int LostAnswers => _losses.Lost;

    /// <summary>Opens a good line to a server.</summary>
    public static Task<FaultyLink> StartAsync(string targetHost, int targetPort)
    {
        for (var attempt = 0; attempt < Ports; attempt++)
        {
            var port = FirstPort + (((Environment.ProcessId * 31) + Interlocked.Increment(ref s_links)) % Ports);
            if (TryListen(port) is { } listener)
            {
                return Task.FromResult(new FaultyLink(targetHost, targetPort, listener));
            }
        }

        throw new InvalidOperationException($"no port from {FirstPort} to {FirstPort + Ports - 1} is free");
    }

    /// <summary>Opens a good line to the server of a connection string (the first one that it names).</summary>
    public static Task<FaultyLink> StartAsync(string connectionString)
    {
        var server = new MongoUrl(connectionString).Server;
        return StartAsync(server.Host, server.Port);
    }

    /// <summary>The connection string that leads over this line and nowhere else.</summary>
    /// <param name="original">The server's own; all that it says stays, but for the server and the set's name.</param>
    /// <param name="options">More options, <c>maxPoolSize=10&amp;connectTimeoutMS=500</c>.</param>
    public string ConnectionString(string original, string options = "")
    {
        var url = new MongoUrlBuilder(original)
        {
            Server = new MongoServerAddress("127.0.0.1", Port),
            DirectConnection = true,
            ReplicaSetName = null,
        }.ToString();
        return options.Length == 0 ? url : $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{options}";
    }

    /// <summary>Changes what the line does, for the connections that exist and those to come.</summary>
    public async Task SetAsync(LinkFault fault)
    {
        _state.Set(fault);
        if (fault.IsRefusing)
        {
            await StopListeningAsync().ConfigureAwait(false);
            await CutAllAsync().ConfigureAwait(false);
            return;
        }

        lock (_lock)
        {
            if (_listener is null)
            {
                _listener = TryListen(Port) ?? throw new InvalidOperationException($"port {Port} was taken while the link refused");
                _accepting = AcceptAsync(_listener);
            }
        }
    }

    /// <summary>Makes the line good again.</summary>
    public Task HealAsync() => SetAsync(LinkFault.None);

    /// <summary>Lets the server carry a command out so many times and resets the connection instead of handing its answer over.</summary>
    /// <param name="command">The command's name, such as <c>insert</c>.</param>
    /// <param name="times">How many answers; zero ends the plan.</param>
    public void LoseAnswers(string command, int times) => _losses.Plan(command, times);

    /// <summary>Resets all connections of this moment; new ones may come.</summary>
    public async Task CutAllAsync()
    {
        var connections = _connections.ToArray();
        foreach (var (connection, _) in connections)
        {
            connection.Cut();
        }

        await Task.WhenAll(connections.Select(static connection => connection.Value)).WaitAsync(EndTimeout).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync().ConfigureAwait(false);
        await CutAllAsync().ConfigureAwait(false);
    }

    private static Socket? TryListen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Connections of before that linger do not keep the port; another listener does.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(512);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private async Task StopListeningAsync()
    {
        Socket? listener;
        lock (_lock)
        {
            (listener, _listener) = (_listener, null);
        }

        listener?.Dispose();
        await _accepting.WaitAsync(EndTimeout).ConfigureAwait(false);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            if (_connections.Count >= MostConnections)
            {
                client.Dispose();
                continue;
            }

            Carry(client);
        }
    }

    private void Carry(Socket client)
    {
        var connection = new LinkConnection(client, _target, _state, _losses);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = CarryAsync(connection, started.Task);
        Interlocked.Increment(ref _total);
        var open = Interlocked.Increment(ref _open);
        for (var peak = PeakConnections; open > peak; peak = PeakConnections)
        {
            Interlocked.CompareExchange(ref _peak, open, peak);
        }

        started.SetResult();
    }

    private async Task CarryAsync(LinkConnection connection, Task started)
    {
        await started.ConfigureAwait(false);
        try
        {
            await connection.RunAsync(() => Interlocked.Decrement(ref _open)).ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ActorBots.Testing.Mongo;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>The line that the tests of outages stand on does what it says.</summary>
public sealed class FaultyLinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Word = "a word"u8.ToArray();

    private EchoServer _server = null!;
    private FaultyLink _link = null!;

    public async Task InitializeAsync()
    {
        _server = EchoServer.Start();
        _link = await FaultyLink.StartAsync("127.0.0.1", _server.Port);
    }

    public async Task DisposeAsync()
    {
        await _link.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Pass_Megabytes_ArriveAsSent()
    {
        using var client = await ConnectAsync();
        var sent = new byte[3_000_000];
        new Random(7).NextBytes(sent);

        var sending = client.SendAsync(sent);
        var received = await ReadAsync(client, sent.Length);

        Assert.Equal(sent.Length, await sending);
        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Slow_Everything_ArrivesLaterInBothDirections()
    {
        using var client = await ConnectAsync();
        await _link.SetAsync(LinkFault.Slow(TimeSpan.FromMilliseconds(150)));
        var watch = Stopwatch.StartNew();

        await EchoAsync(client);

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(300), Patience);
    }

    [Fact]
    public async Task Slow_ManyWords_AreDelayedTogether()
    {
        using var client = await ConnectAsync();
        await _link.SetAsync(LinkFault.Slow(TimeSpan.FromMilliseconds(200)));
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(Word);
        }

        await ReadAsync(client, 20 * Word.Length);

        // One after the other they would take 8 s.
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Narrow_Bytes_PassAtTheRate()
    {
        using var client = await ConnectAsync();
        await _link.SetAsync(LinkFault.Narrow(20_000));
        var watch = Stopwatch.StartNew();

        await client.SendAsync(new byte[20_000]);
        await ReadAsync(client, 20_000);

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(900), Patience);
    }

    [Fact]
    public async Task BlackHole_OldAndNewConnections_StallAndGoOnLater()
    {
        using var old = await ConnectAsync();
        await EchoAsync(old);
        await _link.SetAsync(LinkFault.BlackHole);
        using var young = await ConnectAsync();

        await old.SendAsync(Word);
        await young.SendAsync(Word);
        var oldAnswer = ReadAsync(old, Word.Length);
        var youngAnswer = ReadAsync(young, Word.Length);
        await Assert.ThrowsAsync<TimeoutException>(() => Task.WhenAny(oldAnswer, youngAnswer).WaitAsync(Silence));
        Assert.Equal(Word.Length, _server.Received);

        await _link.HealAsync();
        Assert.Equal(Word, await oldAnswer);
        Assert.Equal(Word, await youngAnswer);
    }

    [Fact]
    public async Task BlackHole_ClientGaveUp_IsNoOpenConnection()
    {
        var client = await ConnectAsync();
        await EchoAsync(client);
        await _link.SetAsync(LinkFault.BlackHole);
        await client.SendAsync(Word);
        client.Dispose();

        await Eventually(() => _link.OpenConnections == 0);

        // What it sent is still under way: a write that its sender gave up can land later.
        await _link.HealAsync();
        await Eventually(() => _server.Received == 2 * Word.Length);
    }

    [Fact]
    public async Task AnswersLost_Request_ArrivesWithoutAnAnswer()
    {
        using var client = await ConnectAsync();
        await EchoAsync(client);
        await _link.SetAsync(LinkFault.AnswersLost);

        await client.SendAsync(Word);
        await Eventually(() => _server.Received == 2 * Word.Length);
        var answer = ReadAsync(client, Word.Length);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(Silence));

        await _link.HealAsync();
        Assert.Equal(Word, await answer);
    }

    [Fact]
    public async Task Refused_OldConnections_AreResetAndNewOnesRefused()
    {
        using var old = await ConnectAsync();
        await EchoAsync(old);

        await _link.SetAsync(LinkFault.Refused);

        var reset = await Assert.ThrowsAsync<SocketException>(() => ReadAsync(old, 1));
        var refusal = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        await _link.HealAsync();
        using var young = await ConnectAsync();
        await EchoAsync(young);
    }

    [Fact]
    public async Task CutAll_Connections_AreResetAndNewOnesWork()
    {
        using var old = await ConnectAsync();
        await EchoAsync(old);

        await _link.CutAllAsync();

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(old, 1));
        using var young = await ConnectAsync();
        await EchoAsync(young);
    }

    [Fact]
    public async Task Counts_OpenTotalAndPeak_AreTheClients()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConnectAsync()));
        await Task.WhenAll(clients.Select(EchoAsync));
        Assert.Equal((20, 20, 20), (_link.OpenConnections, _link.TotalConnections, _link.PeakConnections));

        foreach (var client in clients)
        {
            client.Dispose();
        }

        await Eventually(() => _link.OpenConnections == 0);
        using var last = await ConnectAsync();
        await EchoAsync(last);
        Assert.Equal((1, 21, 20), (_link.OpenConnections, _link.TotalConnections, _link.PeakConnections));
    }

    [Fact]
    public async Task Server_Gone_ResetsTheClient()
    {
        await using var nowhere = await FaultyLink.StartAsync("127.0.0.1", FreePort());
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // The reset may come while the client still connects.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await client.ConnectAsync(IPAddress.Loopback, nowhere.Port);
            await ReadAsync(client, 1);
        });
        await Eventually(() => nowhere.OpenConnections == 0);
    }

    [Theory]
    [InlineData("mongodb://db0:27017,db1:27017/books?replicaSet=rs0&appName=x", "")]
    [InlineData("mongodb://db0:27017,db1:27017/books?replicaSet=rs0&appName=x", "maxPoolSize=9")]
    public void ConnectionString_OfAReplicaSet_LeadsOverTheLineOnly(string original, string options)
    {
        var url = new MongoUrl(_link.ConnectionString(original, options));

        Assert.Equal([new MongoServerAddress("127.0.0.1", _link.Port)], url.Servers);
        Assert.True(url.DirectConnection);
        Assert.Equal(("books", "x", (string?)null), (url.DatabaseName, url.ApplicationName, url.ReplicaSetName));
        Assert.Equal(options.Length == 0 ? MongoDefaults.MaxConnectionPoolSize : 9, url.MaxConnectionPoolSize);
    }

    private static async Task EchoAsync(Socket client)
    {
        await client.SendAsync(Word);
        Assert.Equal(Word, await ReadAsync(client, Word.Length));
    }

    private static async Task<byte[]> ReadAsync(Socket client, int length)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[length];
        for (var read = 0; read < length;)
        {
            var count = await client.ReceiveAsync(buffer.AsMemory(read), patience.Token);
            Assert.NotEqual(0, count);
            read += count;
        }

        return buffer;
    }

    private static async Task Eventually(Func<bool> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !isSo(); await Task.Delay(5))
        {
            Assert.True(watch.Elapsed < Patience, $"it is not so after {Patience}");
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _link.Port);
        return client;
    }
}

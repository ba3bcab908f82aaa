using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace ActorBots.Testing.Mongo;

/// <summary>One client's connection through a <see cref="FaultyLink"/>, and the connection to the server behind it.</summary>
internal sealed class LinkConnection : IDisposable
{
    private const int ChunkSize = 16 * 1024;
    private const int ChunksWaiting = 256;

    // A narrow line passes in parts, so that its rate holds over short times.
    private const int PartsPerSecond = 20;

    private readonly Socket _client;
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly DnsEndPoint _target;
    private readonly LinkState _state;
    private readonly LinkLosses _losses;
    private readonly CancellationTokenSource _cut = new();
    private int _isReset;
    private volatile bool _isConcerned;

    public LinkConnection(Socket client, DnsEndPoint target, LinkState state, LinkLosses losses)
    {
        _client = client;
        _client.NoDelay = true;
        _target = target;
        _state = state;
        _losses = losses;
    }

    /// <summary>Carries data until one side is done; then closes both.</summary>
    /// <param name="clientLeft">Called once, as soon as the client has closed its side or the connection is cut.</param>
    public async Task RunAsync(Action clientLeft)
    {
        var requests = Channel.CreateBounded<Chunk>(ChunksWaiting);
        var answers = Channel.CreateBounded<Chunk>(ChunksWaiting);
        var reading = ReadAsync(_client, requests.Writer, Watch, clientLeft);
        try
        {
            await _state.WaitWhileAsync(static fault => fault.HoldsRequests, _cut.Token).ConfigureAwait(false);
            await _server.ConnectAsync(_target, _cut.Token).ConfigureAwait(false);
            var answering = Task.WhenAll(
                ReadAsync(_server, answers.Writer, Lose, static () => { }),
                WriteAsync(answers.Reader, _client, static fault => fault.HoldsAnswers));
            var asking = Task.WhenAll(reading, WriteAsync(requests.Reader, _server, static fault => fault.HoldsRequests));
            await Task.WhenAny(asking, answering).ConfigureAwait(false);
            await _cut.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(asking, answering).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The server cannot be reached, or the line was cut: the client sees its connection reset.
            Cut();
        }

        await reading.ConfigureAwait(false);
    }

    /// <summary>Resets the connection, as a router does that forgot it.</summary>
    public void Cut()
    {
        Interlocked.Exchange(ref _isReset, 1);
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself just now.
        }
    }

    public void Dispose()
    {
        foreach (var socket in new[] { _client, _server })
        {
            if (_isReset == 1)
            {
                // Without lingering: the other side sees a reset.
                socket.Close(0);
            }

            socket.Dispose();
        }

        _cut.Dispose();
    }

    private void Watch(ReadOnlyMemory<byte> request) => _isConcerned |= _losses.IsConcerned(request.Span);

    private void Lose(ReadOnlyMemory<byte> answer)
    {
        if (_isConcerned && _losses.Take())
        {
            Cut();
        }
    }

    private async Task ReadAsync(Socket from, ChannelWriter<Chunk> to, Action<ReadOnlyMemory<byte>> see, Action left)
    {
        try
        {
            while (true)
            {
                var buffer = new byte[ChunkSize];
                var length = await from.ReceiveAsync(buffer, _cut.Token).ConfigureAwait(false);
                if (length == 0)
                {
                    return;
                }

                see(buffer.AsMemory(0, length));
                await to.WriteAsync(new Chunk(buffer.AsMemory(0, length), TimeProvider.System.GetTimestamp()), _cut.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // That side is gone, which is what its reader finds out.
        }
        finally
        {
            to.Complete();
            left();
        }
    }

    private async Task WriteAsync(ChannelReader<Chunk> from, Socket to, Func<LinkFault, bool> isHeld)
    {
        try
        {
            await foreach (var chunk in from.ReadAllAsync(_cut.Token).ConfigureAwait(false))
            {
                await _state.WaitWhileAsync(isHeld, _cut.Token).ConfigureAwait(false);
                var early = _state.Fault.Delay - TimeProvider.System.GetElapsedTime(chunk.ReadAt);
                if (early > TimeSpan.Zero)
                {
                    await Task.Delay(early, _cut.Token).ConfigureAwait(false);
                }

                await SendAsync(chunk.Bytes, to, isHeld).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // As above.
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, Socket to, Func<LinkFault, bool> isHeld)
    {
        while (!bytes.IsEmpty)
        {
            var rate = _state.Fault.BytesPerSecond;
            var length = rate == 0 ? bytes.Length : Math.Min(bytes.Length, Math.Max(1, rate / PartsPerSecond));
            await _state.WaitWhileAsync(isHeld, _cut.Token).ConfigureAwait(false);
            await to.SendAsync(bytes[..length], _cut.Token).ConfigureAwait(false);
            bytes = bytes[length..];
            if (rate > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)length / rate), _cut.Token).ConfigureAwait(false);
            }
        }
    }

    private readonly record struct Chunk(ReadOnlyMemory<byte> Bytes, long ReadAt);
}

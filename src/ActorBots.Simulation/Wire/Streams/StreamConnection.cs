using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using ActorBots.Simulation.Faults;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>
/// One socket with a bounded queue of outgoing frames. Whoever sends never waits: a connection whose queue is full, or which takes a
/// frame too slowly, is cut, and nobody else notices.
/// </summary>
internal sealed class StreamConnection
{
    private const int LargestMessage = 64 * 1024;

    private readonly HttpContext _http;
    private readonly WebSocket _socket;
    private readonly WireVenue _venue;
    private readonly TimeProvider _time;
    private readonly Channel<ReadOnlyMemory<byte>> _queue;
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private DateTimeOffset _frozenUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _lastActiveAt;
    private DateTimeOffset _lastReceivedAt;

    public StreamConnection(long number, FaultStream kind, HttpContext http, WebSocket socket, WireVenue venue)
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"sim{number:d8}-{Suffix(kind)}");
        Kind = kind;
        _http = http;
        _socket = socket;
        _venue = venue;
        _time = venue.Clock.Time;
        _lastActiveAt = _lastReceivedAt = _time.GetUtcNow();
        _queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(
            new BoundedChannelOptions(venue.Wire.StreamQueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    /// <summary>The id, for frames that carry one and for the log.</summary>
    public string Id { get; }

    /// <summary>Which stream it is.</summary>
    public FaultStream Kind { get; }

    /// <summary>The account that authenticated on it; empty before, and always on public streams.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>How long it may be without frames in either direction; nothing = for ever.</summary>
    public TimeSpan? MaxIdle { get; init; }

    /// <summary>How long the client may be silent, whatever is sent to it; nothing = for ever.</summary>
    public TimeSpan? MaxSilence { get; init; }

    /// <summary>Told of each frame of the client, pings of the protocol included, before it is handled; absent = nobody.</summary>
    public Action<ClientFrameKind>? Heard { get; set; }

    /// <summary>Whether it was idle, or its client silent, for too long.</summary>
    /// <param name="now">Wall clock.</param>
    public bool IsOverdue(DateTimeOffset now)
    {
        lock (_lock)
        {
            return now - _lastActiveAt >= MaxIdle || now - _lastReceivedAt >= MaxSilence;
        }
    }

    /// <summary>Takes note of a frame of the client.</summary>
    public void Hear(ClientFrameKind kind) => Heard?.Invoke(kind);

    /// <summary>Queues an answer to the client's own frame.</summary>
    public void Answer(ReadOnlyMemory<byte> frame) => Enqueue(frame);

    /// <summary>Queues pushed data; lost while the connection is frozen.</summary>
    public void Push(ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (now < _frozenUntil)
            {
                return;
            }

            _lastActiveAt = now;
        }

        Enqueue(frame);
    }

    /// <summary>Stops data, but no answers, for a time; zero = for good.</summary>
    public void Freeze(TimeSpan duration)
    {
        lock (_lock)
        {
            _frozenUntil = duration == TimeSpan.Zero ? DateTimeOffset.MaxValue : _time.GetUtcNow() + duration;
        }
    }

    /// <summary>Ends the connection at once, without a closing handshake.</summary>
    public void Cut()
    {
        _queue.Writer.TryComplete();
        _cut.TrySetResult();
    }

    /// <summary>Receives and sends until the connection ends.</summary>
    /// <param name="receive">Handles one text frame.</param>
    /// <param name="ct">Ends the connection.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> receive, CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, _http.RequestAborted);
        var receiving = UntilEndAsync(ReceiveAllAsync(receive, ends.Token));
        var sending = UntilEndAsync(SendAllAsync(ends.Token));
        await Task.WhenAny(receiving, sending, _cut.Task);
        var isCut = _cut.Task.IsCompleted || ct.IsCancellationRequested;
        Cut();
        if (isCut)
        {
            _http.Abort();
        }

        await ends.CancelAsync();
        await Task.WhenAll(receiving, sending);
    }

    private static string Suffix(FaultStream kind) => kind switch
    {
        FaultStream.Public => "l",
        FaultStream.Private => "p",
        _ => "2t",
    };

    private static async Task UntilEndAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client went away, or the connection was cut: nothing is left to tell it.
        }
    }

    private void Enqueue(ReadOnlyMemory<byte> frame)
    {
        if (!_queue.Writer.TryWrite(frame))
        {
            if (!_cut.Task.IsCompleted)
            {
                Log.SlowConnectionCut(_venue.Logger, Id, _venue.Wire.StreamQueueLimit);
            }

            Cut();
        }
    }

    private async Task ReceiveAllAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> receive, CancellationToken ct)
    {
        var buffer = new byte[LargestMessage];
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return;
            }

            length += result.Count;
            if (!result.EndOfMessage)
            {
                if (length == buffer.Length)
                {
                    return;
                }

                continue;
            }

            lock (_lock)
            {
                _lastActiveAt = _lastReceivedAt = _time.GetUtcNow();
            }

            await receive(buffer.AsMemory(0, length), ct);
            length = 0;
        }
    }

    private async Task SendAllAsync(CancellationToken ct)
    {
        using var slow = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, slow.Token);
        await foreach (var frame in _queue.Reader.ReadAllAsync(ct))
        {
            slow.CancelAfter(_venue.Wire.StreamWriteTimeout);
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ends.Token);
            slow.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}

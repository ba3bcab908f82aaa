using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Keeps a socket open for ever: connects, reads, pings, notices a dead peer, reconnects with backoff and jitter. One loop does it all,
/// so a session needs no locks; while a session waits for its consumer the socket is not read and silence is not counted.
/// </summary>
internal sealed class StreamLoop
{
    private readonly StreamSession _session;
    private readonly StreamSettings _settings;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<byte> _wake = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _lastFrame;
    private long _lastPing;

    /// <param name="session">What is said.</param>
    /// <param name="settings">How the socket is kept alive.</param>
    /// <param name="seed">Makes the jitter repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where breaks are told.</param>
    public StreamLoop(StreamSession session, StreamSettings settings, int seed, TimeProvider time, ILogger logger)
    {
        _session = session;
        _settings = settings;
        _backoff = new Backoff(settings.ReconnectDelay, settings.ReconnectMaxDelay, seed);
        _time = time;
        _logger = logger;
    }

    /// <summary>Asks for a call of <see cref="StreamSession.WokenAsync"/>, soon. Thread-safe; several wishes may become one call.</summary>
    public void Wake() => _wake.Writer.TryWrite(0);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var openedAt = _time.GetTimestamp();
            string reason;
            try
            {
                await ConverseAsync(cancellationToken);
                reason = "ended";
            }
            catch (StreamBrokenException e)
            {
                reason = e.Message;
            }

            await _session.ClosedAsync(reason, cancellationToken);
            if (_time.GetElapsedTime(openedAt) >= _settings.StableAfter)
            {
                _backoff.Reset();
            }

            var pause = _backoff.Next();
            VenueMetrics.CountStreamBreak(_session.Name);
            Log.StreamBroken(_logger, _session.Name, reason, (long)pause.TotalMilliseconds);
            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    private async Task ConverseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await StreamConnection.OpenAsync(_session.Address, _settings, _time, cancellationToken);
        using var timer = new PeriodicTimer(_settings.WatchInterval, _time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _lastFrame = _lastPing = _time.GetTimestamp();
        await _session.OpenedAsync(connection, cancellationToken);
        var receive = connection.ReceiveAsync(ending.Token).AsTask();
        var tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
        var wake = _wake.Reader.WaitToReadAsync(ending.Token).AsTask();
        try
        {
            while (true)
            {
                if (!receive.IsCompleted)
                {
                    await Task.WhenAny(receive, tick, wake);
                }

                if (receive.IsCompleted)
                {
                    await _session.ReceivedAsync(await receive, cancellationToken);
                    _lastFrame = _time.GetTimestamp();
                    receive = connection.ReceiveAsync(ending.Token).AsTask();
                }

                // Awaiting what is complete throws its cancellation; without that the loop would spin on it.
                if (wake.IsCompleted)
                {
                    await wake;
                    _wake.Reader.TryRead(out _);
                    await _session.WokenAsync(cancellationToken);
                    wake = _wake.Reader.WaitToReadAsync(ending.Token).AsTask();
                }

                if (tick.IsCompleted)
                {
                    await tick;
                    await TickAsync(connection, cancellationToken);
                    tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await Settle(receive, tick, wake);
        }
    }

    private async ValueTask TickAsync(StreamConnection connection, CancellationToken cancellationToken)
    {
        var silence = _time.GetElapsedTime(_lastFrame);
        if (silence >= _settings.PingInterval + _settings.PongTimeout)
        {
            throw new StreamBrokenException($"no frame for {silence.TotalSeconds:0.#} s although pinged");
        }

        if (_time.GetElapsedTime(_lastPing) >= _settings.PingInterval)
        {
            _lastPing = _time.GetTimestamp();
            await connection.SendAsync(_session.Ping(), cancellationToken);
        }

        await _session.TickedAsync(cancellationToken);
    }

    /// <summary>Observes what is still pending after its cancellation; its outcome no longer matters.</summary>
    private static async Task Settle(params Task[] tasks)
    {
        foreach (var task in tasks)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

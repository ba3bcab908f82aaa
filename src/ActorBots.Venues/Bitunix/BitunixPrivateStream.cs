using System.Text.Json;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// One account's private stream: wait for the venue's greeting, log in, subscribe, hand everything on. The venue acknowledges no
/// subscription, so <c>Connected</c> is told after the login. Nothing is replayed after a reconnect.
/// </summary>
internal sealed class BitunixPrivateStream : StreamSession, IAsyncDisposable
{
    private const int Channels = 4;

    private static readonly byte[] Subscribe =
        """{"op":"subscribe","args":[{"ch":"order"},{"ch":"position"},{"ch":"balance"},{"ch":"tpsl"}]}"""u8.ToArray();

    private readonly BitunixLink _link;
    private readonly BitunixRestApi _api;
    private readonly BitunixSigner _signer;
    private readonly BitunixPushReader _reader;
    private readonly EventPipe<AccountEvent> _events;
    private readonly StreamLoop _loop;
    private StreamConnection? _connection;
    private long _openedAt;
    private bool _connected;
    private bool _downTold;

    public BitunixPrivateStream(BitunixLink link, BitunixRestApi api, BitunixSigner signer, BitunixPushReader reader, string account)
    {
        _link = link;
        _api = api;
        _signer = signer;
        _reader = reader;
        _events = new EventPipe<AccountEvent>(link.Settings.Streams.EventBuffer, link.Time);
        Name = $"{BitunixLink.Venue} private {account}";
        _loop = new StreamLoop(this, link.Settings.Streams, link.Settings.JitterSeed, link.Time, link.Logger);
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override Uri Address => _link.Environment.PrivateStream;

    /// <summary>The account's events, until cancelled. Once.</summary>
    public IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken) => _events.ReadAsync(_loop.RunAsync, cancellationToken);

    /// <summary>A stop of ours was acknowledged: what was pushed about it before can be told now. Thread-safe.</summary>
    public void StopAcknowledged() => _loop.Wake();

    /// <inheritdoc />
    public override async ValueTask OpenedAsync(StreamConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _openedAt = _link.Time.GetTimestamp();
        _connected = false;
        if (await _api.ReadClockAsync(RequestPriority.ProtectiveStop, cancellationToken) is { } error)
        {
            throw new StreamBrokenException($"the venue's time cannot be read: {error.Message}");
        }
    }

    /// <inheritdoc />
    public override async ValueTask ReceivedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            var head = BitunixFrames.HeadOf(message.Span);
            if (head.Channel is not { } channel)
            {
                await AnsweredAsync(head, cancellationToken);
                return;
            }

            await TellAsync(await _reader.ReadAsync(channel, message, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is JsonException or WireFormatException)
        {
            // What cannot be understood must not be lost: the consumer reconciles after the reconnect.
            throw new StreamBrokenException($"a message cannot be understood: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public override async ValueTask TickedAsync(CancellationToken cancellationToken)
    {
        if (!_connected && _link.Time.GetElapsedTime(_openedAt) >= _link.Settings.Streams.HandshakeTimeout)
        {
            throw new StreamBrokenException("not logged in in time");
        }

        await TellAsync(await _reader.RetryAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask WokenAsync(CancellationToken cancellationToken) =>
        await TellAsync(await _reader.RetryAsync(cancellationToken), cancellationToken);

    /// <inheritdoc />
    public override async ValueTask ClosedAsync(string reason, CancellationToken cancellationToken)
    {
        _connection = null;
        _connected = false;
        if (!_downTold)
        {
            _downTold = true;
            await _events.WriteAsync(new AccountEvent.Disconnected(reason, _link.Time.GetUtcNow()), cancellationToken);
        }
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> Ping() => BitunixFrames.Ping(_link.Time);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private async ValueTask TellAsync(IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        foreach (var told in events)
        {
            await _events.WriteAsync(told, cancellationToken);
        }
    }

    private async ValueTask AnsweredAsync(BitunixFrameHead head, CancellationToken cancellationToken)
    {
        switch (head.Op)
        {
            case "connect":
                await _connection!.SendAsync(Login(), cancellationToken);
                break;
            case "login" when head.Result == true:
                await _connection!.SendAsync(Subscribe, cancellationToken);
                _connected = true;
                _downTold = false;
                Log.StreamConnected(_link.Logger, Name, Channels);
                await _events.WriteAsync(new AccountEvent.Connected(_link.Time.GetUtcNow()), cancellationToken);
                break;
            case "login":
                // The reading of the venue's time may be what was wrong.
                _link.Clock.Distrust();
                throw new StreamBrokenException($"login refused: {(head.Message ?? string.Empty).Replace(_signer.ApiKey, "<api key>", StringComparison.Ordinal)}");
            case "subscribe" when head.Result == false:
                throw new StreamBrokenException($"subscription refused: {head.Message}");
            case "ping" or "pong" or "subscribe":
                break;
            default:
                VenueMetrics.CountUnknown(BitunixLink.Venue, "private op", head.Op ?? "none");
                break;
        }
    }

    private byte[] Login()
    {
        var nonce = BitunixSigner.NewNonce();
        var timestamp = _link.Clock.SigningTime.ToUnixTimeSeconds();
        var key = new BitunixLoginKey
        {
            ApiKey = _signer.ApiKey,
            Timestamp = timestamp,
            Nonce = nonce,
            Sign = _signer.SignStream(nonce, timestamp),
        };
        return JsonSerializer.SerializeToUtf8Bytes(new BitunixLogin { Args = [key] }, BitunixJson.Default.BitunixLogin);
    }
}

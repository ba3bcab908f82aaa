using System.Text.Json;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// One account's private stream: authenticate, subscribe, hand everything on in the order in which it came. <c>Connected</c> is told
/// after the venue's acknowledgement of the subscription. Nothing is replayed after a reconnect and nothing is deduplicated here.
/// </summary>
internal sealed class BybitPrivateStream : StreamSession, IAsyncDisposable
{
    private static readonly TimeSpan AuthValidity = TimeSpan.FromSeconds(10);
    private static readonly string[] Topics = ["order", "execution", "position", "wallet"];

    private readonly BybitLink _link;
    private readonly BybitRestApi _api;
    private readonly BybitSigner _signer;
    private readonly BybitPositionBook _positions;
    private readonly EventPipe<AccountEvent> _events;
    private StreamConnection? _connection;
    private long _openedAt;
    private bool _connected;
    private bool _downTold;

    public BybitPrivateStream(BybitLink link, BybitRestApi api, BybitSigner signer, BybitPositionBook positions, string account)
    {
        _link = link;
        _api = api;
        _signer = signer;
        _positions = positions;
        _events = new EventPipe<AccountEvent>(link.Settings.Streams.EventBuffer, link.Time);
        Name = $"{BybitLink.Venue} private {account}";
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override Uri Address => _link.Environment.PrivateStream;

    /// <summary>The account's events, until cancelled. Once.</summary>
    public IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken)
    {
        var loop = new StreamLoop(this, _link.Settings.Streams, _link.Settings.JitterSeed, _link.Time, _link.Logger);
        return _events.ReadAsync(loop.RunAsync, cancellationToken);
    }

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

        await connection.SendAsync(BybitStreams.Auth(_signer, _link.Clock.Now + AuthValidity), cancellationToken);
    }

    /// <inheritdoc />
    public override async ValueTask ReceivedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            if (BybitStreams.TopicOf(message.Span) is not { } topic)
            {
                await AnsweredAsync(BybitStreams.ReplyIn(message.Span), cancellationToken);
                return;
            }

            foreach (var told in Read(topic, message.Span))
            {
                await _events.WriteAsync(told, cancellationToken);
            }
        }
        catch (Exception e) when (e is JsonException or WireFormatException)
        {
            // What cannot be understood must not be lost: the consumer reconciles after the reconnect.
            throw new StreamBrokenException($"a message cannot be understood: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public override ValueTask TickedAsync(CancellationToken cancellationToken) =>
        !_connected && _link.Time.GetElapsedTime(_openedAt) >= _link.Settings.Streams.HandshakeTimeout
            ? throw new StreamBrokenException("not authenticated and subscribed in time")
            : ValueTask.CompletedTask;

    /// <inheritdoc />
    public override ValueTask WokenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

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
    public override ReadOnlyMemory<byte> Ping() => BybitStreams.Ping;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private async ValueTask AnsweredAsync(BybitCommandReply reply, CancellationToken cancellationToken)
    {
        switch (reply.Op)
        {
            case "auth" when reply.Success == true:
                await _connection!.SendAsync(BybitStreams.Command("subscribe", "account", Topics), cancellationToken);
                break;
            case "subscribe" when reply.Success == true:
                _connected = true;
                _downTold = false;
                Log.StreamConnected(_link.Logger, Name, Topics.Length);
                await _events.WriteAsync(new AccountEvent.Connected(_link.Time.GetUtcNow()), cancellationToken);
                break;
            case "auth":
                // The reading of the venue's time may be what was wrong.
                _link.Clock.Distrust();
                throw new StreamBrokenException($"authentication refused: {Safe(reply.RetMsg)}");
            case "subscribe":
                throw new StreamBrokenException($"subscription refused: {Safe(reply.RetMsg)}");
            case "ping" or "pong":
                break;
            default:
                VenueMetrics.CountUnknown(BybitLink.Venue, "private op", reply.Op ?? "none");
                break;
        }
    }

    private List<AccountEvent> Read(string topic, ReadOnlySpan<byte> message)
    {
        switch (topic.Split('.')[0])
        {
            case "execution":
                return [.. Rows(JsonSerializer.Deserialize(message, BybitJson.Default.ExecutionMessage))
                    .Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "execution")).Select(ToEvent).OfType<AccountEvent>()];
            case "order":
                return [.. Rows(JsonSerializer.Deserialize(message, BybitJson.Default.OrderMessage))
                    .Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "order"))
                    .Select(r => new AccountEvent.OrderChanged(BybitMapper.ToReport(r)))];
            case "position":
                return [.. _positions.Change([.. Rows(JsonSerializer.Deserialize(message, BybitJson.Default.PositionMessage))
                        .Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "position"))])
                    .Select(p => new AccountEvent.PositionChanged(p))];
            case "wallet":
                return [.. Rows(JsonSerializer.Deserialize(message, BybitJson.Default.WalletMessage))
                    .Select(BybitMapper.ToBalance).OfType<AccountBalance>().Select(b => new AccountEvent.BalanceChanged(b))];
            default:
                VenueMetrics.CountUnknown(BybitLink.Venue, "private topic", topic);
                return [];
        }
    }

    private static List<T> Rows<T>(BybitPrivateMessage<T>? message) =>
        message?.Data ?? throw new WireFormatException("a message has no data");

    private static AccountEvent? ToEvent(BybitExecution row) =>
        BybitMapper.ToFunding(row) is { } funding ? new AccountEvent.FundingSettled(funding)
        : BybitMapper.ToFill(row) is { } fill ? new AccountEvent.Filled(fill)
        : null;

    private string Safe(string? message) => (message ?? string.Empty).Replace(_signer.ApiKey, "<api key>", StringComparison.Ordinal);
}

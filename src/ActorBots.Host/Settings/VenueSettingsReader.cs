using ActorBots.Venues.Transport;

namespace ActorBots.Host.Settings;

/// <summary>Reads the keys that all venues have alike; the ranges are the venue's own business.</summary>
/// <param name="reader">The configuration.</param>
/// <param name="venue">The venue's name in it.</param>
internal sealed class VenueSettingsReader(SettingsReader reader, string venue)
{
    private readonly string _at = $"actorbots.venues.{venue}.";

    /// <summary>Whether the venue is switched on.</summary>
    public bool IsEnabled => reader.Flag(_at + "enabled");

    /// <summary>A text of the venue's.</summary>
    public string Text(string key) => reader.Text(_at + key);

    /// <summary>A whole number of the venue's.</summary>
    public int Number(string key) => reader.Number(_at + key);

    /// <summary>A duration of the venue's.</summary>
    public TimeSpan Duration(string key) => reader.Duration(_at + key);

    /// <summary>An address of the venue's; nothing when the text is empty or none.</summary>
    public Uri? Address(string key) => Uri.TryCreate(Text(key), UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>The keys below <c>http</c>.</summary>
    public HttpSettings Http() => new()
    {
        MaxConnections = Number("http.max-connections"),
        ConnectionLifetime = Duration("http.connection-lifetime"),
        ConnectTimeout = Duration("http.connect-timeout"),
        RequestTimeout = Duration("http.request-timeout"),
        CallTimeout = Duration("http.call-timeout"),
        MaxAttempts = Number("http.max-attempts"),
        RetryDelay = Duration("http.retry-delay"),
        RetryMaxDelay = Duration("http.retry-max-delay"),
    };

    /// <summary>The keys below <c>streams</c>.</summary>
    public StreamSettings Streams() => new()
    {
        PingInterval = Duration("streams.ping-interval"),
        PongTimeout = Duration("streams.pong-timeout"),
        HandshakeTimeout = Duration("streams.handshake-timeout"),
        ReconnectDelay = Duration("streams.reconnect-delay"),
        ReconnectMaxDelay = Duration("streams.reconnect-max-delay"),
        StableAfter = Duration("streams.stable-after"),
        StaleAfter = Duration("streams.stale-after"),
        WatchInterval = Duration("streams.watch-interval"),
        MaxMessageBytes = Number("streams.max-message-bytes"),
        EventBuffer = Number("streams.event-buffer"),
    };
}

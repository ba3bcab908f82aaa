using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;

namespace ActorBots.Host.Settings;

/// <summary>Reads the keys of <c>hocon/venues/bybit.hocon</c>; the ranges are the venue's own business.</summary>
internal static class BybitSettingsReader
{
    private const string At = "actorbots.venues.bybit.";

    /// <summary>The settings; nothing when Bybit is switched off.</summary>
    public static BybitSettings? Read(SettingsReader reader)
    {
        var address = reader.Text(At + "simulated-address");
        var settings = new BybitSettings
        {
            Environment = reader.Text(At + "environment"),
            SimulatedAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null,
            ReceiveWindow = reader.Duration(At + "receive-window"),
            ClockRefresh = reader.Duration(At + "clock-refresh"),
            ClockMargin = reader.Duration(At + "clock-margin"),
            MaxClockSkew = reader.Duration(At + "max-clock-skew"),
            RequestsPer5Seconds = reader.Number(At + "requests-per-5-seconds"),
            OrderRequestsPerSecond = reader.Number(At + "order-requests-per-second"),
            QueueLimit = reader.Number(At + "queue-limit"),
            QueueTimeout = reader.Duration(At + "queue-timeout"),
            AddressBlockPause = reader.Duration(At + "address-block-pause"),
            SettlingTime = reader.Duration(At + "settling-time"),
            ReferenceInstrument = reader.Text(At + "reference-instrument"),
            JitterSeed = reader.Number(At + "jitter-seed"),
            Http = ReadHttp(reader),
            Streams = ReadStreams(reader),
        };
        if (!reader.Flag(At + "enabled"))
        {
            return null;
        }

        reader.Add(settings.Problems());
        return settings;
    }

    private static HttpSettings ReadHttp(SettingsReader reader) => new()
    {
        MaxConnections = reader.Number(At + "http.max-connections"),
        ConnectionLifetime = reader.Duration(At + "http.connection-lifetime"),
        ConnectTimeout = reader.Duration(At + "http.connect-timeout"),
        RequestTimeout = reader.Duration(At + "http.request-timeout"),
        CallTimeout = reader.Duration(At + "http.call-timeout"),
        MaxAttempts = reader.Number(At + "http.max-attempts"),
        RetryDelay = reader.Duration(At + "http.retry-delay"),
        RetryMaxDelay = reader.Duration(At + "http.retry-max-delay"),
    };

    private static StreamSettings ReadStreams(SettingsReader reader) => new()
    {
        PingInterval = reader.Duration(At + "streams.ping-interval"),
        PongTimeout = reader.Duration(At + "streams.pong-timeout"),
        HandshakeTimeout = reader.Duration(At + "streams.handshake-timeout"),
        ReconnectDelay = reader.Duration(At + "streams.reconnect-delay"),
        ReconnectMaxDelay = reader.Duration(At + "streams.reconnect-max-delay"),
        StableAfter = reader.Duration(At + "streams.stable-after"),
        StaleAfter = reader.Duration(At + "streams.stale-after"),
        WatchInterval = reader.Duration(At + "streams.watch-interval"),
        MaxMessageBytes = reader.Number(At + "streams.max-message-bytes"),
        EventBuffer = reader.Number(At + "streams.event-buffer"),
    };
}

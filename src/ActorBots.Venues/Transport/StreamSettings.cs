using System.Collections.Immutable;

namespace ActorBots.Venues.Transport;

/// <summary>How a venue's sockets are kept alive and judged.</summary>
public sealed record StreamSettings
{
    /// <summary>Time between the client's pings; 100 ms to 60 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after a due ping the socket may stay without any frame; 100 ms to 60 s.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time to connect, authenticate and subscribe; 100 ms to 60 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First pause before a reconnect, doubled each time and jittered; 10 ms to 10 s.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause before a reconnect; the first pause to 5 min.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Age from which a connection counts as good, so that the next reconnect starts with the first pause; 100 ms to 10 min.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Silence after which an instrument is reported stale; 200 ms to 10 min. At half of it the client subscribes anew, which makes a
    /// living venue send a snapshot, so that a quiet instrument is not taken for a dead one.
    /// </summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often silence is looked for; 10 ms to 10 s.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest message, in bytes; 64 KiB to 64 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Events that may wait for the consumer before the socket is no longer read; 1 to 1 000 000.</summary>
    public int EventBuffer { get; init; } = 1024;

    /// <summary>Everything that is wrong, one sentence each; empty when all is well.</summary>
    /// <param name="path">Where the settings stand in the configuration.</param>
    public ImmutableArray<string> Problems(string path)
    {
        var check = new SettingsCheck(path);
        check.Range("ping-interval", PingInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("pong-timeout", PongTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("handshake-timeout", HandshakeTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("reconnect-delay", ReconnectDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        check.Range("reconnect-max-delay", ReconnectMaxDelay, ReconnectDelay, TimeSpan.FromMinutes(5));
        check.Range("stable-after", StableAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        check.Range("stale-after", StaleAfter, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(10));
        check.Range("watch-interval", WatchInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        check.Range("max-message-bytes", MaxMessageBytes, 64 * 1024, 64 * 1024 * 1024);
        check.Range("event-buffer", EventBuffer, 1, 1_000_000);
        return check.Problems;
    }
}

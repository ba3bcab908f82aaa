namespace ActorBots.Venues.Transport;

/// <summary>
/// What is said on a stream: the venue's half of <see cref="StreamLoop"/>. All members are called from that one loop, one at a time,
/// over all connections; a member ends the connection by throwing <see cref="StreamBrokenException"/>.
/// </summary>
internal abstract class StreamSession
{
    /// <summary>Name for logs and metrics: <c>bybit public</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where to connect.</summary>
    public abstract Uri Address { get; }

    /// <summary>A connection is open: greet, authenticate, subscribe.</summary>
    public abstract ValueTask OpenedAsync(StreamConnection connection, CancellationToken cancellationToken);

    /// <summary>A message came. The memory is valid during the call.</summary>
    public abstract ValueTask ReceivedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>The watch interval passed.</summary>
    public abstract ValueTask TickedAsync(CancellationToken cancellationToken);

    /// <summary>Somebody called <see cref="StreamLoop.Wake"/>.</summary>
    public abstract ValueTask WokenAsync(CancellationToken cancellationToken);

    /// <summary>The connection ended or could not be made.</summary>
    public abstract ValueTask ClosedAsync(string reason, CancellationToken cancellationToken);

    /// <summary>The application's ping.</summary>
    public abstract ReadOnlyMemory<byte> Ping();
}

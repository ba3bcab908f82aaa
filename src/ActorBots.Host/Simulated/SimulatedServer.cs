namespace ActorBots.Host.Simulated;

/// <summary>A running server of a simulated venue.</summary>
/// <param name="Lifetime">Stops it.</param>
/// <param name="BaseAddress">Where REST calls go.</param>
/// <param name="PublicStream">Where the market's stream is.</param>
/// <param name="PrivateStream">Where the accounts' stream is.</param>
internal sealed record SimulatedServer(IAsyncDisposable Lifetime, Uri BaseAddress, Uri PublicStream, Uri PrivateStream) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Lifetime.DisposeAsync();
}

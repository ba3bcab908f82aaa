using System.Collections.Immutable;
using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>
/// A venue that plays a script: one account with 100 000 USDT, <c>BTCUSDT</c> as in <see cref="Some.Instrument"/>, and trades that come
/// one by one when the contract asks for them.
/// </summary>
public abstract class VenueStage : IAsyncDisposable
{
    /// <summary>Market time of the script's first trade; on a whole minute.</summary>
    public static DateTimeOffset Start { get; } = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Market time between two trades of the script.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(20);

    /// <summary>The way to the clients under test.</summary>
    public abstract IVenueConnector Connector { get; }

    /// <summary>The account's key.</summary>
    public abstract VenueCredentials Credentials { get; }

    /// <summary>Plays the next trade of the script.</summary>
    public abstract void Play();

    /// <summary>The venue executes the next order and its answer gets lost.</summary>
    public abstract void LoseNextOrderAnswer();

    /// <summary>The public stream breaks at its next confirmed or open candle, which is lost.</summary>
    public abstract void CutPublicStreamAtNextCandle();

    /// <summary>The private stream breaks at its next message, which is lost.</summary>
    public abstract void CutPrivateStreamAtNextMessage();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>A script in which nothing happens.</summary>
    public static ImmutableArray<decimal> Calm { get; } = [.. Enumerable.Repeat(60_000m, 60)];
}

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Settings of the streams of the simulated Bitunix server: what its clients or sources disagree about, and what tests may switch off.</summary>
public sealed record BitunixStreamSettings
{
    /// <summary>How long a client may send no frame before its connection is cut without a closing handshake. Positive; absent = for ever.</summary>
    public TimeSpan? LongestSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a client that sends more than 5 frames in a second (times the rate-limit factor; pings and pongs count) is cut.</summary>
    public bool LimitsMessages { get; init; } = true;

    /// <summary>Whether a ping of the WebSocket protocol before the first JSON frame cuts the connection, as the live venue does.</summary>
    public bool CutsAtEarlyProtocolPing { get; init; } = true;

    /// <summary>
    /// Whether private messages are spelled as the live venue spells them (<c>Buy</c>, <c>Market</c>, <c>Last</c>, with
    /// <c>reductionOnly</c>) rather than as documented (<c>BUY</c>, <c>MARKET</c>, <c>LAST_PRICE</c>).
    /// </summary>
    public bool LiveSpellings { get; init; } = true;

    /// <summary>Whether the <c>data</c> of the channel <c>tickers</c> is an array, as documented, rather than an object, as observed.</summary>
    public bool TickersAsArray { get; init; }

    /// <summary>Whether the <c>data</c> of private messages is an array, as documented until 2025, rather than an object, as observed.</summary>
    public bool PrivateDataAsArray { get; init; }

    /// <summary>Adds what is out of range.</summary>
    internal void Check(List<string> problems)
    {
        if (LongestSilence <= TimeSpan.Zero)
        {
            problems.Add($"streams.longest-silence {LongestSilence}: must be positive");
        }
    }
}

namespace ActorBots.Venues.Bybit;

/// <summary>The venue's answer to a frame of ours.</summary>
internal sealed record BybitCommandReply
{
    public bool? Success { get; init; }

    public string? RetMsg { get; init; }

    public string? Op { get; init; }

    public string? ReqId { get; init; }
}

/// <summary>A message of the <c>tickers</c> topic.</summary>
internal sealed record BybitTickerMessage
{
    public BybitTicker? Data { get; init; }

    public long Cs { get; init; }

    public long Ts { get; init; }
}

/// <summary>A message of a <c>kline</c> topic.</summary>
internal sealed record BybitKlineMessage
{
    public List<BybitKline>? Data { get; init; }

    public long Ts { get; init; }
}

internal sealed record BybitKline
{
    public string? Start { get; init; }

    public string? Open { get; init; }

    public string? High { get; init; }

    public string? Low { get; init; }

    public string? Close { get; init; }

    public string? Volume { get; init; }

    public bool Confirm { get; init; }
}

/// <summary>A message of the private stream; one message may hold rows of several orders.</summary>
internal sealed record BybitPrivateMessage<T>
{
    public List<T>? Data { get; init; }
}

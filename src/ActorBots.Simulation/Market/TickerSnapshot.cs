namespace ActorBots.Simulation.Market;

/// <summary>What a venue's ticker says of an instrument at one moment.</summary>
public sealed record TickerSnapshot
{
    /// <summary>What it is about.</summary>
    public required string Symbol { get; init; }

    /// <summary>Last trade's price.</summary>
    public required decimal LastPrice { get; init; }

    /// <summary>Fair price.</summary>
    public required decimal MarkPrice { get; init; }

    /// <summary>Spot reference.</summary>
    public required decimal IndexPrice { get; init; }

    /// <summary>Best bid.</summary>
    public required decimal BidPrice { get; init; }

    /// <summary>Quantity at the best bid.</summary>
    public required decimal BidQuantity { get; init; }

    /// <summary>Best ask.</summary>
    public required decimal AskPrice { get; init; }

    /// <summary>Quantity at the best ask.</summary>
    public required decimal AskQuantity { get; init; }

    /// <summary>Price 24 hours ago, or the oldest known.</summary>
    public required decimal Price24hAgo { get; init; }

    /// <summary>Price one hour ago, or the oldest known.</summary>
    public required decimal Price1hAgo { get; init; }

    /// <summary>Highest price of the last 24 hours.</summary>
    public required decimal High24h { get; init; }

    /// <summary>Lowest price of the last 24 hours.</summary>
    public required decimal Low24h { get; init; }

    /// <summary>Volume of the last 24 hours, base units.</summary>
    public required decimal Volume24h { get; init; }

    /// <summary>Turnover of the last 24 hours, quote currency.</summary>
    public required decimal Turnover24h { get; init; }

    /// <summary>Quantity of all open positions of the simulated market, base units.</summary>
    public required decimal OpenInterest { get; init; }

    /// <summary>Rate of the next funding.</summary>
    public required decimal FundingRate { get; init; }

    /// <summary>When the next funding is due, market time.</summary>
    public required DateTimeOffset NextFundingAt { get; init; }

    /// <summary>Time between fundings.</summary>
    public required TimeSpan FundingInterval { get; init; }

    /// <summary>Sign of the last price change that was not zero: 1, −1, or 0 before the first.</summary>
    public required int LastDirection { get; init; }

    /// <summary>Whether the last tick left the price unchanged.</summary>
    public required bool IsZeroTick { get; init; }

    /// <summary>Running number of the instrument.</summary>
    public required long Sequence { get; init; }

    /// <summary>Market time.</summary>
    public required DateTimeOffset At { get; init; }
}

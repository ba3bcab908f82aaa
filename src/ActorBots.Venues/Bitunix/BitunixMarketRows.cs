namespace ActorBots.Venues.Bitunix;

/// <summary>Row of <c>market/trading_pairs</c>.</summary>
internal sealed record BitunixTradingPair
{
    public string? Symbol { get; init; }

    public string? Quote { get; init; }

    public string? MinTradeVolume { get; init; }

    public string? MaxMarketOrderVolume { get; init; }

    public string? BasePrecision { get; init; }

    public string? QuotePrecision { get; init; }

    public string? MaxLeverage { get; init; }

    public string? SymbolStatus { get; init; }

    public string? IsApiSupported { get; init; }
}

/// <summary>Row of <c>market/tickers</c>.</summary>
internal sealed record BitunixTickerRow
{
    public string? Symbol { get; init; }

    public string? LastPrice { get; init; }

    public string? Last { get; init; }
}

/// <summary>Row of <c>market/kline</c>.</summary>
internal sealed record BitunixKline
{
    public string? Time { get; init; }

    public string? Open { get; init; }

    public string? High { get; init; }

    public string? Low { get; init; }

    public string? Close { get; init; }

    public string? QuoteVol { get; init; }

    public string? BaseVol { get; init; }
}

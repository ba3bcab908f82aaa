namespace ActorBots.Venues.Bitunix;

/// <summary>A page of a list that is paged by the number of rows to skip.</summary>
/// <typeparam name="T">A row.</typeparam>
internal interface IBitunixPage<T>
{
    /// <summary>The rows, newest first; nothing when the answer has no list.</summary>
    IReadOnlyList<T>? Rows { get; }

    /// <summary>The number of rows of all pages; nothing when the venue does not tell.</summary>
    string? Total { get; }
}

/// <summary>Page of orders.</summary>
internal sealed record BitunixOrderPage : IBitunixPage<BitunixOrder>
{
    public List<BitunixOrder>? OrderList { get; init; }

    public string? Total { get; init; }

    IReadOnlyList<BitunixOrder>? IBitunixPage<BitunixOrder>.Rows => OrderList;
}

/// <summary>Page of trades.</summary>
internal sealed record BitunixTradePage : IBitunixPage<BitunixUserTrade>
{
    public List<BitunixUserTrade>? TradeList { get; init; }

    public string? Total { get; init; }

    IReadOnlyList<BitunixUserTrade>? IBitunixPage<BitunixUserTrade>.Rows => TradeList;
}

/// <summary>Page of ended TP/SL orders.</summary>
internal sealed record BitunixStopPage : IBitunixPage<BitunixStop>
{
    public List<BitunixStop>? OrderList { get; init; }

    public string? Total { get; init; }

    IReadOnlyList<BitunixStop>? IBitunixPage<BitunixStop>.Rows => OrderList;
}

/// <summary>Page of closed positions.</summary>
internal sealed record BitunixPositionPage : IBitunixPage<BitunixClosedPosition>
{
    public List<BitunixClosedPosition>? PositionList { get; init; }

    public string? Total { get; init; }

    IReadOnlyList<BitunixClosedPosition>? IBitunixPage<BitunixClosedPosition>.Rows => PositionList;
}

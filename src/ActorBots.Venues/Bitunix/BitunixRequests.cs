namespace ActorBots.Venues.Bitunix;

/// <summary>Body of <c>/trade/place_order</c>. Absent members are not sent.</summary>
internal sealed record BitunixPlaceOrder
{
    public required string Symbol { get; init; }

    public required string Qty { get; init; }

    public required string Side { get; init; }

    public required string TradeSide { get; init; }

    public string OrderType { get; } = "MARKET";

    public string? PositionId { get; init; }

    public bool? ReduceOnly { get; init; }

    public required string ClientId { get; init; }
}

/// <summary>Body of <c>/trade/cancel_orders</c>.</summary>
internal sealed record BitunixCancelOrders
{
    public required string Symbol { get; init; }

    public required IReadOnlyList<BitunixCancelled> OrderList { get; init; }
}

/// <summary>An order to cancel.</summary>
internal sealed record BitunixCancelled
{
    /// <summary>Our id; absent for an order that is not ours, which is named by the venue's.</summary>
    public string? ClientId { get; init; }

    public string? OrderId { get; init; }
}

/// <summary>Body of <c>/tpsl/place_order</c> (with position) and <c>/tpsl/modify_order</c> (with order id) for the stop-loss leg alone.</summary>
internal sealed record BitunixStopOrder
{
    public string? Symbol { get; init; }

    public string? PositionId { get; init; }

    public string? OrderId { get; init; }

    public required string SlPrice { get; init; }

    public string SlStopType { get; } = "LAST_PRICE";

    public string SlOrderType { get; } = "MARKET";

    public required string SlQty { get; init; }
}

/// <summary>Body of <c>/tpsl/cancel_order</c>.</summary>
internal sealed record BitunixCancelStop
{
    public required string Symbol { get; init; }

    public required string OrderId { get; init; }
}

/// <summary>Body of <c>/account/change_leverage</c>.</summary>
internal sealed record BitunixChangeLeverage
{
    public required string Symbol { get; init; }

    public string MarginCoin { get; } = "USDT";

    public required int Leverage { get; init; }
}

/// <summary>A frame that logs a private stream in.</summary>
internal sealed record BitunixLogin
{
    public string Op { get; } = "login";

    public required IReadOnlyList<BitunixLoginKey> Args { get; init; }
}

/// <summary>The key of a login.</summary>
internal sealed record BitunixLoginKey
{
    public required string ApiKey { get; init; }

    public required long Timestamp { get; init; }

    public required string Nonce { get; init; }

    public required string Sign { get; init; }
}

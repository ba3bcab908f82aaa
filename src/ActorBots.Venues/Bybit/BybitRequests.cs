namespace ActorBots.Venues.Bybit;

/// <summary>Body of <c>/v5/order/create</c>. Absent members are not sent.</summary>
internal sealed record BybitCreateOrder
{
    public string Category { get; } = BybitRestApi.Category;

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public string OrderType { get; } = "Market";

    public required string Qty { get; init; }

    public required int PositionIdx { get; init; }

    public required string OrderLinkId { get; init; }

    public bool? ReduceOnly { get; init; }

    public bool? CloseOnTrigger { get; init; }

    public string? TriggerPrice { get; init; }

    public int? TriggerDirection { get; init; }

    public string? TriggerBy { get; init; }
}

/// <summary>Body of <c>/v5/order/cancel</c> and, with a trigger price, of <c>/v5/order/amend</c>.</summary>
internal sealed record BybitChangeOrder
{
    public string Category { get; } = BybitRestApi.Category;

    public required string Symbol { get; init; }

    /// <summary>Our id; absent for an order that is not ours, which is named by the venue's.</summary>
    public string? OrderLinkId { get; init; }

    public string? OrderId { get; init; }

    public string? TriggerPrice { get; init; }

    public string? Qty { get; init; }
}

/// <summary>Body of <c>/v5/position/set-leverage</c>.</summary>
internal sealed record BybitSetLeverage
{
    public string Category { get; } = BybitRestApi.Category;

    public required string Symbol { get; init; }

    public required string BuyLeverage { get; init; }

    public required string SellLeverage { get; init; }
}

/// <summary>A frame that the client sends on a stream.</summary>
internal sealed record BybitCommand
{
    public required string ReqId { get; init; }

    public required string Op { get; init; }

    public IReadOnlyList<string>? Args { get; init; }
}

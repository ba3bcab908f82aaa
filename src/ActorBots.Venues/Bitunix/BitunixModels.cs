using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBots.Venues.Bitunix;

/// <summary>Row of the order calls and push of the <c>order</c> channel, which name several things differently.</summary>
internal sealed record BitunixOrder
{
    public string? OrderId { get; init; }

    public string? ClientId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? OrderType { get; init; }

    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? OrderStatus { get; init; }

    public string? Qty { get; init; }

    public string? TradeQty { get; init; }

    public string? DealAmount { get; init; }

    public string? AvgPrice { get; init; }

    public string? AveragePrice { get; init; }

    public string? ReduceOnly { get; init; }

    public string? ReductionOnly { get; init; }

    public string? Source { get; init; }

    public string? Ctime { get; init; }

    public string? Mtime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of <c>/trade/get_history_trades</c>.</summary>
internal sealed record BitunixUserTrade
{
    public string? TradeId { get; init; }

    public string? OrderId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? Qty { get; init; }

    public string? Price { get; init; }

    public string? Fee { get; init; }

    public string? Ctime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of <c>/position/get_pending_positions</c> and push of the <c>position</c> channel.</summary>
internal sealed record BitunixPosition
{
    public string? PositionId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? PositionMode { get; init; }

    public string? Qty { get; init; }

    public string? AvgOpenPrice { get; init; }

    public string? EntryValue { get; init; }

    public string? Funding { get; init; }

    public string? UnrealizedPNL { get; init; }

    public string? Ctime { get; init; }

    public string? Mtime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of the TP/SL calls, whose id is <c>id</c>, and push of the <c>tpsl</c> channel, whose id is <c>orderId</c>.</summary>
internal sealed record BitunixStop
{
    public string? Id { get; init; }

    public string? OrderId { get; init; }

    public string? PositionId { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? SlPrice { get; init; }

    public string? SlQty { get; init; }

    public string? TpPrice { get; init; }

    public string? Status { get; init; }

    public string? Ctime { get; init; }

    public string? TriggerTime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Answer of <c>/account</c> and push of the <c>balance</c> channel.</summary>
internal sealed record BitunixAccount
{
    public string? MarginCoin { get; init; }

    public string? Coin { get; init; }

    public string? Available { get; init; }

    public string? Frozen { get; init; }

    public string? Margin { get; init; }

    public string? PositionMode { get; init; }

    public string? CrossUnrealizedPNL { get; init; }

    public string? IsolationUnrealizedPNL { get; init; }
}

/// <summary>Answer of <c>/account/get_leverage_margin_mode</c>.</summary>
internal sealed record BitunixLeverage
{
    public string? Leverage { get; init; }

    public string? MarginMode { get; init; }
}

/// <summary>Row of <c>/market/get_funding_rate_history</c>; the rate is a fraction.</summary>
internal sealed record BitunixFunding
{
    public string? FundingRate { get; init; }

    public string? FundingTime { get; init; }

    public string? MarkPrice { get; init; }
}

/// <summary>Row of <c>/position/get_history_positions</c>.</summary>
internal sealed record BitunixClosedPosition
{
    public string? PositionId { get; init; }

    public string? Symbol { get; init; }

    public string? LiqQty { get; init; }

    public string? Mtime { get; init; }
}

/// <summary>The ids of an accepted order.</summary>
internal sealed record BitunixOrderAck
{
    public string? OrderId { get; init; }

    public string? Id { get; init; }

    public string? ClientId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMsg { get; init; }
}

/// <summary>What became of the orders of a list.</summary>
internal sealed record BitunixOutcomes
{
    public List<BitunixOrderAck>? SuccessList { get; init; }

    public List<BitunixOrderAck>? FailureList { get; init; }
}

/// <summary>A push of the private stream.</summary>
internal sealed record BitunixPush<T>
    where T : class
{
    public long Ts { get; init; }

    public BitunixRows<T>? Data { get; init; }
}

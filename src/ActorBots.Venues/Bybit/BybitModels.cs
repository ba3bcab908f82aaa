using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBots.Venues.Bybit;

/// <summary>The part of every REST answer that tells whether it is one.</summary>
internal sealed record BybitReplyHead
{
    public int? RetCode { get; init; }

    public string? RetMsg { get; init; }
}

/// <summary>A successful REST answer.</summary>
internal sealed record BybitReply<T>
{
    public T? Result { get; init; }

    public long Time { get; init; }
}

/// <summary>A result that nobody reads.</summary>
internal sealed record BybitNothing;

/// <summary>A list result with its cursor; an empty cursor ends it.</summary>
internal sealed record BybitPage<T>
{
    public List<T>? List { get; init; }

    public string? NextPageCursor { get; init; }
}

/// <summary>Answer of <c>/v5/market/time</c>.</summary>
internal sealed record BybitServerTime
{
    public string? TimeNano { get; init; }
}

/// <summary>Row of <c>/v5/market/instruments-info</c>.</summary>
internal sealed record BybitInstrument
{
    public string? Symbol { get; init; }

    public string? ContractType { get; init; }

    public string? Status { get; init; }

    public string? QuoteCoin { get; init; }

    public string? SettleCoin { get; init; }

    public bool IsPreListing { get; init; }

    public BybitLeverageFilter? LeverageFilter { get; init; }

    public BybitPriceFilter? PriceFilter { get; init; }

    public BybitLotSizeFilter? LotSizeFilter { get; init; }
}

internal sealed record BybitLeverageFilter
{
    public string? MaxLeverage { get; init; }
}

internal sealed record BybitPriceFilter
{
    public string? TickSize { get; init; }
}

internal sealed record BybitLotSizeFilter
{
    public string? MinOrderQty { get; init; }

    public string? QtyStep { get; init; }

    public string? MaxMktOrderQty { get; init; }

    public string? MinNotionalValue { get; init; }
}

/// <summary>Row of <c>/v5/market/recent-trade</c>.</summary>
internal sealed record BybitPublicTrade
{
    public string? Symbol { get; init; }

    public string? Price { get; init; }

    public string? Time { get; init; }

    public long Seq { get; init; }
}

/// <summary>The data of the <c>tickers</c> topic; an absent field is unchanged.</summary>
internal sealed record BybitTicker
{
    public string? Symbol { get; init; }

    public string? LastPrice { get; init; }
}

/// <summary>Answer of an order call.</summary>
internal sealed record BybitOrderAck
{
    public string? OrderId { get; init; }
}

/// <summary>Row of <c>/v5/order/realtime</c>, <c>/v5/order/history</c> and the <c>order</c> topic.</summary>
internal sealed record BybitOrder
{
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? OrderId { get; init; }

    public string? OrderLinkId { get; init; }

    public string? Side { get; init; }

    public string? OrderStatus { get; init; }

    public string? OrderType { get; init; }

    public string? CancelType { get; init; }

    public string? RejectReason { get; init; }

    public string? Qty { get; init; }

    public string? CumExecQty { get; init; }

    public string? AvgPrice { get; init; }

    public string? TriggerPrice { get; init; }

    public bool ReduceOnly { get; init; }

    public string? UpdatedTime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of <c>/v5/execution/list</c> and the <c>execution</c> topic.</summary>
internal sealed record BybitExecution
{
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? OrderId { get; init; }

    public string? OrderLinkId { get; init; }

    public string? Side { get; init; }

    public string? ExecId { get; init; }

    public string? ExecType { get; init; }

    public string? ExecPrice { get; init; }

    public string? ExecQty { get; init; }

    public string? ExecFee { get; init; }

    public string? ExecTime { get; init; }

    public string? LeavesQty { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of <c>/v5/position/list</c> (<c>avgPrice</c>) and the <c>position</c> topic (<c>entryPrice</c>).</summary>
internal sealed record BybitPosition
{
    public string? Category { get; init; }

    public string? Symbol { get; init; }

    public string? Side { get; init; }

    public string? PositionIdx { get; init; }

    public string? Size { get; init; }

    public string? AvgPrice { get; init; }

    public string? EntryPrice { get; init; }

    public string? UpdatedTime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

/// <summary>Row of <c>/v5/account/wallet-balance</c> and the <c>wallet</c> topic.</summary>
internal sealed record BybitWallet
{
    public string? TotalAvailableBalance { get; init; }

    public List<BybitCoin>? Coin { get; init; }
}

internal sealed record BybitCoin
{
    public string? Coin { get; init; }

    public string? Equity { get; init; }

    public string? WalletBalance { get; init; }

    public string? TotalOrderIM { get; init; }

    public string? TotalPositionIM { get; init; }

    public string? Locked { get; init; }

    public string? Bonus { get; init; }
}

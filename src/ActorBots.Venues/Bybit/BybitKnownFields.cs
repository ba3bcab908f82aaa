using System.Collections.Frozen;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>Fields of account rows that we know and do not read. A field that is in no list is new at the venue and counted.</summary>
internal static class BybitKnownFields
{
    /// <summary>Order rows.</summary>
    public static FrozenSet<string> Order { get; } = UnknownFields.Known(
        """
        parentOrderLinkId blockTradeId positionIdx timeInForce isLeverage price leavesQty leavesValue cumExecValue cumExecFee
        stopOrderType orderIv takeProfit stopLoss triggerBy tpTriggerBy slTriggerBy triggerDirection placeType lastPriceOnCreated
        closeOnTrigger smpGroup smpType smpOrderId slLimitPrice tpLimitPrice tpslMode createType marketUnit slippageToleranceType
        slippageTolerance createdTime feeCurrency closedPnl cumFeeDetail rpiTakerAccess rpiMatchedQty extraFees ocoTriggerBy
        basePrice bboSideType bboLevel
        """);

    /// <summary>Execution rows.</summary>
    public static FrozenSet<string> Execution { get; } = UnknownFields.Known(
        """
        orderType underlyingPrice indexPrice stopOrderType feeCurrency isMaker feeRate tradeIv blockTradeId markPrice markIv orderQty
        orderPrice execValue closedSize extraFees createType seq isLeverage marketUnit execPnl
        """);

    /// <summary>Position rows.</summary>
    public static FrozenSet<string> Position { get; } = UnknownFields.Known(
        """
        riskId riskLimitValue positionValue tradeMode positionStatus autoAddMargin adlRankIndicator leverage breakEvenPrice
        positionBalance markPrice liqPrice bustPrice positionMM positionMMByMp positionIM positionIMByMp tpslMode tpSlMode takeProfit
        stopLoss trailingStop unrealisedPnl curRealisedPnl cumRealisedPnl seq isReduceOnly mmrSysUpdatedTime mmrSysUpdateTime
        leverageSysUpdatedTime sessionAvgPrice openTime createdTime delta gamma vega theta
        """);
}

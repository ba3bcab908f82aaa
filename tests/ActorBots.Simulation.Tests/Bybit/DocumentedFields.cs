namespace ActorBots.Simulation.Tests.Bybit;

/// <summary>The fields that Bybit's documentation shows, written down from reference/bybit.md.</summary>
internal static class DocumentedFields
{
    public static readonly string[] Instrument = Words(
        "symbol symbolId contractType status baseCoin quoteCoin launchTime deliveryTime deliveryFeeRate priceScale leverageFilter priceFilter "
        + "lotSizeFilter unifiedMarginTrade fundingInterval settleCoin copyTrading upperFundingRate lowerFundingRate displayName "
        + "forbidUplWithdrawal isPreListing preListingInfo riskParameters symbolType");

    public static readonly string[] LotSize = Words("maxOrderQty minOrderQty qtyStep postOnlyMaxOrderQty maxMktOrderQty minNotionalValue");

    public static readonly string[] Ticker = Words(
        "symbol lastPrice indexPrice markPrice prevPrice24h price24hPcnt highPrice24h lowPrice24h prevPrice1h openInterest openInterestValue "
        + "singleOpenInterest singleOpenInterestValue turnover24h volume24h fundingRate nextFundingTime predictedDeliveryPrice basisRate "
        + "deliveryFeeRate deliveryTime ask1Size bid1Price ask1Price bid1Size basis preOpenPrice preQty curPreListingPhase fundingIntervalHour "
        + "basisRateYear fundingCap");

    public static readonly string[] StreamTicker = Words(
        "symbol tickDirection price24hPcnt lastPrice prevPrice24h highPrice24h lowPrice24h prevPrice1h markPrice indexPrice openInterest "
        + "openInterestValue turnover24h volume24h fundingIntervalHour fundingCap nextFundingTime fundingRate bid1Price bid1Size ask1Price "
        + "ask1Size preOpenPrice preQty curPreListingPhase");

    public static readonly string[] Wallet = Words(
        "accountType totalEquity totalWalletBalance totalMarginBalance totalAvailableBalance totalPerpUPL totalInitialMargin "
        + "totalMaintenanceMargin totalInitialMarginByMp totalMaintenanceMarginByMp accountIMRate accountMMRate accountIMRateByMp "
        + "accountMMRateByMp accountLTV coin");

    public static readonly string[] Coin = Words(
        "coin equity usdValue walletBalance locked spotHedgingQty borrowAmount accruedInterest totalOrderIM totalPositionIM totalPositionMM "
        + "unrealisedPnl cumRealisedPnl bonus marginCollateral collateralSwitch spotBorrow availableToWithdraw availableToBorrow colRes");

    public static readonly string[] Order = Words(
        "symbol orderType orderLinkId slLimitPrice orderId cancelType avgPrice stopOrderType lastPriceOnCreated orderStatus createType takeProfit "
        + "cumExecValue tpslMode smpType triggerDirection blockTradeId cumFeeDetail rejectReason isLeverage price orderIv createdTime tpTriggerBy "
        + "positionIdx timeInForce leavesValue updatedTime side smpGroup triggerPrice tpLimitPrice cumExecFee slTriggerBy leavesQty closeOnTrigger "
        + "slippageToleranceType placeType cumExecQty reduceOnly qty stopLoss smpOrderId slippageTolerance triggerBy extraFees parentOrderLinkId");

    public static readonly string[] PastOrder = [.. Order, "rpiTakerAccess", "rpiMatchedQty"];

    public static readonly string[] StreamOrder =
        [.. Order.Except(["extraFees"]), .. Words("category marketUnit feeCurrency closedPnl rpiTakerAccess rpiMatchedQty")];

    public static readonly string[] Execution = Words(
        "symbol orderType underlyingPrice orderLinkId side indexPrice orderId stopOrderType leavesQty execTime feeCurrency isMaker execFee feeRate "
        + "execId tradeIv blockTradeId markPrice execPrice markIv orderQty orderPrice execValue execType execQty closedSize extraFees createType seq");

    public static readonly string[] StreamExecution = [.. Execution, .. Words("category isLeverage marketUnit execPnl")];

    public static readonly string[] FastExecution = Words("category symbol execId execPrice execQty orderId isMaker orderLinkId side execTime seq");

    public static readonly string[] Position = Words(
        "positionIdx riskId riskLimitValue symbol side size avgPrice positionValue tradeMode positionStatus autoAddMargin adlRankIndicator leverage "
        + "breakEvenPrice positionBalance markPrice liqPrice bustPrice positionMM positionMMByMp positionIM positionIMByMp tpslMode takeProfit "
        + "stopLoss trailingStop unrealisedPnl curRealisedPnl cumRealisedPnl seq isReduceOnly mmrSysUpdatedTime leverageSysUpdatedTime "
        + "sessionAvgPrice openTime createdTime updatedTime");

    public static readonly string[] StreamPosition = [.. Position.Except(["avgPrice"]), "entryPrice", "category"];

    public static readonly string[] ClosedPnl = Words(
        "symbol orderType leverage updatedTime side orderId closedPnl avgEntryPrice qty cumEntryValue createdTime orderPrice closedSize avgExitPrice "
        + "execType fillCount cumExitValue openFee closeFee");

    private static string[] Words(string text) => text.Split(' ');
}

namespace ActorBots.Simulation.Orders;

/// <summary>Why the simulated venue refuses a request. Nothing changed.</summary>
public enum RefusalCode
{
    /// <summary>No account has this API key.</summary>
    UnknownAccount = 1,

    /// <summary>No such instrument.</summary>
    UnknownInstrument = 2,

    /// <summary>The instrument is halted.</summary>
    NotTrading = 3,

    /// <summary>Quantity is zero, negative or below the minimum.</summary>
    QuantityBelowMinimum = 10,

    /// <summary>Quantity is above the maximum for its order type.</summary>
    QuantityAboveMaximum = 11,

    /// <summary>Quantity is not a multiple of the step.</summary>
    QuantityOffStep = 12,

    /// <summary>A price is not a multiple of the tick.</summary>
    PriceOffTick = 13,

    /// <summary>A price is absent, not positive or outside the instrument's range.</summary>
    PriceOutOfRange = 14,

    /// <summary>Price × quantity of an opening order is below the minimum.</summary>
    NotionalBelowMinimum = 15,

    /// <summary>Not enough free margin.</summary>
    InsufficientMargin = 20,

    /// <summary>The client order id was used before.</summary>
    DuplicateClientOrderId = 30,

    /// <summary>No such order.</summary>
    OrderNotFound = 31,

    /// <summary>The order has already ended.</summary>
    OrderAlreadyEnded = 32,

    /// <summary>An amendment changes nothing.</summary>
    OrderNotModified = 33,

    /// <summary>The new quantity is not above what has filled.</summary>
    QuantityAlreadyFilled = 34,

    /// <summary>An amendment names a field that this order does not have.</summary>
    AmendmentNotApplicable = 35,

    /// <summary>Trigger direction is rising, but the trigger price is not above the current price.</summary>
    TriggerNotAbovePrice = 40,

    /// <summary>Trigger direction is falling, but the trigger price is not below the current price.</summary>
    TriggerNotBelowPrice = 41,

    /// <summary>A conditional order without a direction.</summary>
    TriggerDirectionMissing = 42,

    /// <summary>Take profit on the wrong side of the reference price.</summary>
    TakeProfitWrongSide = 43,

    /// <summary>Stop loss on the wrong side of the reference price.</summary>
    StopLossWrongSide = 44,

    /// <summary>Take profit or stop loss combined with reduce-only.</summary>
    ProtectionOnReduceOnly = 45,

    /// <summary>A limit take profit or stop loss needs the partial mode.</summary>
    ProtectionLimitNeedsPartial = 46,

    /// <summary>Take profit, stop loss or trailing stop asked for a flat position.</summary>
    NoPositionToProtect = 47,

    /// <summary>Take profit, stop loss and trailing stop already have these values.</summary>
    ProtectionNotModified = 48,

    /// <summary>More partial take profits and stop losses than the venue allows.</summary>
    TooManyPartialProtections = 49,

    /// <summary>A reduce-only order and no position.</summary>
    NothingToReduce = 50,

    /// <summary>A reduce-only order on the position's own side.</summary>
    ReduceOnlySameSide = 51,

    /// <summary>More waiting conditional orders on the instrument than the venue allows.</summary>
    TooManyConditionalOrders = 60,

    /// <summary>More open orders on the instrument than the venue allows.</summary>
    TooManyOrders = 61,

    /// <summary>The position index does not fit the position mode.</summary>
    PositionModeMismatch = 70,

    /// <summary>The position mode is already so.</summary>
    PositionModeNotModified = 71,

    /// <summary>The position mode cannot change while a position is open.</summary>
    PositionModeHasPosition = 72,

    /// <summary>The position mode cannot change while orders are open.</summary>
    PositionModeHasOrders = 73,

    /// <summary>The leverage is already so.</summary>
    LeverageNotModified = 74,

    /// <summary>The leverage is outside 1 to the instrument's maximum.</summary>
    LeverageOutOfRange = 75,

    /// <summary>A slippage tolerance outside its range or on a limit or conditional order.</summary>
    SlippageToleranceInvalid = 76,

    /// <summary>No open position has this id.</summary>
    PositionNotFound = 77,

    /// <summary>A take profit or stop loss of more than the position.</summary>
    ProtectionAbovePosition = 78,
}

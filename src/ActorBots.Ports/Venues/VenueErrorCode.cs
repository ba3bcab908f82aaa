namespace ActorBots.Ports.Venues;

/// <summary>The short closed list of what can go wrong at a venue. Raw codes are mapped to it in one table per venue.</summary>
public enum VenueErrorCode
{
    /// <summary>Anything that has no name of its own here; the raw code and message tell.</summary>
    Other = 0,

    /// <summary>No answer, connection lost, or a 5xx: the outcome of an order is unknown.</summary>
    NoAnswer = 1,

    /// <summary>Too many requests; see <see cref="VenueError.RetryAfter"/>.</summary>
    RateLimited = 2,

    /// <summary>Our clock and the venue's disagree.</summary>
    ClockSkew = 3,

    /// <summary>Bad key, signature, permission or environment.</summary>
    Unauthorized = 4,

    /// <summary>The client order id was used before: the earlier attempt got through.</summary>
    DuplicateClientOrderId = 5,

    /// <summary>The venue knows no such order, or it has already ended.</summary>
    OrderNotFound = 6,

    /// <summary>Not enough margin or balance.</summary>
    InsufficientMargin = 7,

    /// <summary>A stop's trigger price is already through the market.</summary>
    TriggerThroughPrice = 8,

    /// <summary>A reduce-only order found no position to reduce.</summary>
    NothingToReduce = 9,

    /// <summary>Quantity, price or value outside the instrument's filters.</summary>
    OutsideFilters = 10,

    /// <summary>Too many open, conditional or stop orders.</summary>
    TooManyOrders = 11,

    /// <summary>The instrument or the venue does not trade at present.</summary>
    NotTrading = 12,

    /// <summary>The position mode does not fit the request.</summary>
    PositionModeMismatch = 13,

    /// <summary>The venue's answer could not be understood.</summary>
    BadAnswer = 14,
}

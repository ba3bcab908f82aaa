namespace ActorBots.Domain.Orders;

/// <summary>Where the venue says that an order stands.</summary>
public enum OrderStatus
{
    /// <summary>On the book or being matched, nothing filled.</summary>
    New = 1,

    /// <summary>A conditional order that waits for its trigger price.</summary>
    Untriggered = 2,

    /// <summary>A conditional order whose trigger price traded; about to be matched.</summary>
    Triggered = 3,

    /// <summary>Partly filled and still working.</summary>
    PartiallyFilled = 4,

    /// <summary>Filled whole. Terminal.</summary>
    Filled = 5,

    /// <summary>Cancelled, expired or deactivated; may have fills. Terminal.</summary>
    Cancelled = 6,

    /// <summary>Rejected by the venue after its acknowledgement. Terminal.</summary>
    Rejected = 7,
}

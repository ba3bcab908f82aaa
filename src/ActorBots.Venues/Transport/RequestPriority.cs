using ActorBots.Domain.Orders;

namespace ActorBots.Venues.Transport;

/// <summary>Who goes first when the venue's rate budget is short. The lower value goes first.</summary>
internal enum RequestPriority
{
    /// <summary>Closes a position, or clears the way for closing one.</summary>
    Exit = 0,

    /// <summary>Places or moves a protective stop.</summary>
    ProtectiveStop = 1,

    /// <summary>Opens a position, or prepares for it.</summary>
    Entry = 2,

    /// <summary>Asks.</summary>
    Query = 3,
}

/// <summary>Derives priorities.</summary>
internal static class RequestPriorities
{
    /// <summary>The number of priorities.</summary>
    public const int Count = 4;

    /// <summary>The priority of a request that concerns one order.</summary>
    public static RequestPriority Of(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Exit => RequestPriority.Exit,
        OrderPurpose.ProtectiveStop => RequestPriority.ProtectiveStop,
        OrderPurpose.Entry => RequestPriority.Entry,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "not an order purpose"),
    };
}

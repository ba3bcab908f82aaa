using ActorBots.Domain.Orders;

namespace ActorBots.Venues.Bitunix;

/// <summary>What is known of an order of the venue.</summary>
/// <param name="Order">Our id; absent when it carries none.</param>
/// <param name="Kind">What caused it; absent until a row of the order was read.</param>
internal sealed record BitunixOrderFacts(ClientOrderId? Order, FillKind? Kind)
{
    /// <summary>Whether nothing more needs to be asked: it is ours, or its cause is known.</summary>
    public bool IsComplete => Order is not null || Kind is not null;
}

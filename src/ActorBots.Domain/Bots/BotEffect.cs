using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots;

/// <summary>What is to be done at the venue. Follows from stored events, never the other way round.</summary>
public abstract record BotEffect
{
    private BotEffect()
    {
    }

    /// <summary>Send an order.</summary>
    public sealed record Submit(RiskApproved<OrderRequest> Order) : BotEffect;

    /// <summary>Cancel a resting stop.</summary>
    public sealed record Cancel(ClientOrderId Order) : BotEffect;

    /// <summary>Move a resting stop.</summary>
    public sealed record MoveStop(ClientOrderId Order, Price Trigger, Quantity Quantity) : BotEffect;
}

using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Bots;

/// <summary>What the bot asked of its venue and what has not arrived there yet.</summary>
public abstract record VenueCall
{
    private VenueCall()
    {
    }

    /// <summary>Send an order.</summary>
    public sealed record Submit(OrderRequest Request, Price Reference) : VenueCall;

    /// <summary>Cancel an order.</summary>
    public sealed record Cancel(ClientOrderId Order) : VenueCall;

    /// <summary>Move a stop.</summary>
    public sealed record Move(ClientOrderId Order, Price Trigger, Quantity Quantity) : VenueCall;

    /// <summary>Tell everything about the bot.</summary>
    public sealed record Reconcile(ImmutableArray<ClientOrderId> Orders, DateTimeOffset? Since) : VenueCall
    {
        /// <summary>Which bot asks.</summary>
        public string BotId { get; init; } = BotScenario.Identity.BotId;

        /// <summary>What it wants done in the same reading.</summary>
        public AccountWish Wish { get; init; }
    }
}

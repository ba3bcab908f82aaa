using System.Collections.Immutable;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Bots;

/// <summary>What the venue says about one bot at one moment; the input of reconciliation. Applying it twice changes nothing more.</summary>
public sealed record VenueSnapshot
{
    /// <summary>The live orders that the venue knows.</summary>
    public ImmutableArray<OrderReport> Orders { get; init; } = [];

    /// <summary>The live orders that the venue clearly does not know, asked after the settling time.</summary>
    public ImmutableArray<ClientOrderId> Missing { get; init; } = [];

    /// <summary>The bot's fills: of its live orders, and all since the asked instant.</summary>
    public ImmutableArray<Fill> Fills { get; init; } = [];

    /// <summary>Fills on the bot's instrument that belong to no bot, as far as they fall to this one.</summary>
    public ImmutableArray<Fill> ForeignFills { get; init; } = [];

    /// <summary>The bot's shares of funding since the asked instant.</summary>
    public ImmutableArray<FundingShare> Funding { get; init; } = [];

    /// <summary>The account's net position in the instrument, base units; positive is long.</summary>
    public decimal NetQuantity { get; init; }

    /// <summary>Whether other bots share the account and instrument, so that the net position alone says nothing about this one.</summary>
    public bool IsShared { get; init; }
}

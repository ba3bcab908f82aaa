using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
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

    /// <summary>Whether other bots share the account and instrument.</summary>
    public bool IsShared { get; init; }

    /// <summary>What these others said that they hold, base units.</summary>
    public Quantity OthersQuantity { get; init; }

    /// <summary>How the account stands against all its bots; absent when the reading is no ground for a conclusion.</summary>
    public AccountStanding? Standing { get; init; }

    /// <summary>What of a shortage falls to this bot; absent when there is none that counts.</summary>
    public AccountShortfall? Shortfall { get; init; }

    /// <summary>Whether the reading shows something that the next one must confirm.</summary>
    public bool NeedsAnotherLook { get; init; }

    /// <summary>Which wish of the bot this answers beside the comparison.</summary>
    public AccountWish Answered { get; init; }

    /// <summary>What this bot may take over, when it asked for that and there is something.</summary>
    public AdoptionOffer? Adoption { get; init; }

    /// <summary>How many foreign orders are being cancelled, when the bot asked for that.</summary>
    public int CancelledOrders { get; init; }
}

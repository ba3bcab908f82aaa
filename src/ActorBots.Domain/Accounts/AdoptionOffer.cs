using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Accounts;

/// <summary>A foreign long quantity that a bot may take over.</summary>
/// <param name="Quantity">Base units; at least the instrument's minimum.</param>
/// <param name="Cost">
/// Its price × quantity, quote currency. The price is the venue's average for what exceeds the bots:
/// (net quantity × average entry price − cost of what the bots hold) ÷ (net quantity − quantity of the bots), or the venue's average where
/// that is not positive; so the books of all bots together stay those of the venue.
/// </param>
public sealed record AdoptionOffer(Quantity Quantity, Money Cost);

using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>The venue told the account's balance, or did not.</summary>
/// <param name="Request">The budget that waits for it; absent when all granted budgets are looked at again.</param>
/// <param name="Balance">What the venue said.</param>
internal sealed record BalanceTold(AccountCommand.RequestBudget? Request, VenueResult<AccountBalance> Balance) : INoSerializationVerificationNeeded;

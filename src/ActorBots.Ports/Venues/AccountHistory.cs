using System.Collections.Immutable;
using ActorBots.Domain.Orders;

namespace ActorBots.Ports.Venues;

/// <summary>What was executed on an account in a span of time, oldest first.</summary>
/// <param name="Fills">Executions, ours and foreign ones.</param>
/// <param name="Funding">Funding payments.</param>
public sealed record AccountHistory(ImmutableArray<Fill> Fills, ImmutableArray<FundingPayment> Funding);

using System.Collections.Immutable;
using ActorBots.Testing.Venues;

namespace ActorBots.Venues.Tests.Contracts;

public sealed class BybitMarketDataClientContractTests : MarketDataClientContract
{
    protected override Task<VenueStage> OpenStageAsync(ImmutableArray<decimal> prices) => BybitStage.OpenAsync(prices);
}

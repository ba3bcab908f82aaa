using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Decides how an order fills. Called under the exchange's lock, so it must answer at once and call nothing of the exchange.</summary>
public interface IMatchPolicy
{
    /// <summary>The plan for an order that is about to fill for the first time; asked once per order and process.</summary>
    MatchPlan PlanFor(VenueOrder order);
}

using System.Collections.Concurrent;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>Makes orders fill in pieces or in part when a fault says so. Such an order is known by its client order id.</summary>
internal sealed class FaultMatchPolicy : IMatchPolicy
{
    private readonly ConcurrentDictionary<(string Account, string ClientOrderId), MatchPlan> _plans = new();

    /// <summary>Plans how an order will fill, before it is placed.</summary>
    public void Plan(string account, string clientOrderId, FaultAction.PartialFill fill) =>
        _plans[(account, clientOrderId)] = new MatchPlan { Pieces = fill.Pieces, FillShare = fill.FilledShare, OnePiecePerTick = fill.OnePiecePerTick };

    /// <inheritdoc />
    public MatchPlan PlanFor(VenueOrder order) =>
        order.ClientOrderId.Length > 0 && _plans.TryRemove((order.Account, order.ClientOrderId), out var plan) ? plan : MatchPlan.Whole;
}

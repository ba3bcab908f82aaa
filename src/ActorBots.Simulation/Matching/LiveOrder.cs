using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>An open order with what only the process needs of it.</summary>
internal sealed class LiveOrder
{
    public LiveOrder(VenueOrder order, Holding holding)
    {
        Order = order;
        Holding = holding;
    }

    /// <summary>Its present state.</summary>
    public VenueOrder Order { get; set; }

    public Holding Holding { get; }

    public Position Position => Holding[Order.PositionIndex];

    /// <summary>How it fills; asked for at its first fill.</summary>
    public MatchPlan? Plan { get; set; }

    /// <summary>Fills under the plan so far.</summary>
    public int PiecesDone { get; set; }

    /// <summary>Takes it out of the structure that it rests in; absent when it rests nowhere.</summary>
    public Action? Withdraw { get; set; }
}

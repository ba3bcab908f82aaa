using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Ledger;

/// <summary>Everything that one call or tick changed: written in one transaction, then told.</summary>
internal sealed class Mutation
{
    /// <summary>Running number within the process.</summary>
    public long Batch { get; private set; } = 1;

    public List<SimulationEvent> Events { get; } = [];

    /// <summary>Newest state of each changed order, by number.</summary>
    public SortedDictionary<long, VenueOrder> Orders { get; } = [];

    public List<VenueExecution> Executions { get; } = [];

    public SortedDictionary<long, ClosedPnlRow> ClosedPnl { get; } = [];

    /// <summary>Changed positions with their holdings, in order of first change.</summary>
    public Dictionary<Position, Holding> Positions { get; } = [];

    /// <summary>Positions whose present life began.</summary>
    public HashSet<Position> OpenedPositions { get; } = [];

    public List<ClosedPosition> ClosedPositions { get; } = [];

    public List<FundingRow> Fundings { get; } = [];

    /// <summary>Accounts whose wallet changed, in order of first change.</summary>
    public HashSet<TradingAccount> Wallets { get; } = [];

    /// <summary>Holdings whose settings changed.</summary>
    public HashSet<Holding> Settings { get; } = [];

    /// <summary>Holdings whose orders or positions changed: their cover is looked at again.</summary>
    public HashSet<Holding> Touched { get; } = [];

    public List<CoverRow> Covers { get; } = [];

    /// <summary>Client order ids that were refused as used.</summary>
    public int DuplicatesRefused { get; set; }

    /// <summary>Whether the market's position should be saved though nothing else changed.</summary>
    public bool SavesClock { get; set; }

    /// <summary>Whether money or orders changed.</summary>
    public bool IsDurable => Orders.Count > 0 || Executions.Count > 0 || Positions.Count > 0 || Wallets.Count > 0 || Settings.Count > 0
        || Fundings.Count > 0 || Covers.Count > 0 || DuplicatesRefused > 0;

    public void Tell(SimulationEvent happened) => Events.Add(happened with { Batch = Batch });

    /// <summary>Starts the next one.</summary>
    public void Reset()
    {
        Batch++;
        Events.Clear();
        Orders.Clear();
        Executions.Clear();
        ClosedPnl.Clear();
        Positions.Clear();
        OpenedPositions.Clear();
        ClosedPositions.Clear();
        Fundings.Clear();
        Wallets.Clear();
        Settings.Clear();
        Touched.Clear();
        Covers.Clear();
        DuplicatesRefused = 0;
        SavesClock = false;
    }
}

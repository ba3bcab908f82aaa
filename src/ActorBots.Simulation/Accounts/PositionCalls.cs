using System.Collections.Immutable;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>What the exchange answers about positions by their own id, and how they are closed without an order of the client's. Thread-safe.</summary>
public sealed class PositionCalls
{
    private readonly SerialAccess _access;
    private readonly ExchangeState _state;
    private readonly HistoryTables _history;
    private readonly ForcedCloses _forced;

    internal PositionCalls(SerialAccess access, ExchangeState state, HistoryTables history, ForcedCloses forced)
    {
        _access = access;
        _state = state;
        _history = history;
        _forced = forced;
    }

    /// <summary>The open position with an id; nothing when it is closed or there is none.</summary>
    public PositionSnapshot? Find(string account, string positionId) => _access.Read(() => HoldingsOf(account)
        .SelectMany(h => h.Positions.Where(p => p.Life?.Id == positionId).Select(h.Snapshot))
        .FirstOrDefault());

    /// <summary>Finished lives of positions, newest closed first.</summary>
    public ImmutableArray<ClosedPosition> GetClosed(string account, ClosedPositionQuery query) =>
        _access.Read<ImmutableArray<ClosedPosition>>(() => [.. _history.Positions(account, query)]);

    /// <summary>How many finished lives a query would list without skip and limit.</summary>
    public long CountClosed(string account, ClosedPositionQuery query) => _access.Read(() => _history.CountPositions(account, query));

    /// <summary>Closes all of a position at the market by one order without client id.</summary>
    /// <param name="account">Whose position.</param>
    /// <param name="positionId">Its id; another than an open one's is refused as <see cref="RefusalCode.PositionNotFound"/>.</param>
    public Outcome<VenueOrder> Close(string account, string positionId) => _access.ForAccount(account, a =>
        a.Holdings.SelectMany(h => h.Positions, (h, p) => (Holding: h, Position: p)).FirstOrDefault(x => x.Position.Life?.Id == positionId) is var (holding, position)
            && holding is not null
            ? _forced.Close(a, holding.Market.Symbol, position.Index, OrderOrigin.ManualClose, ExecutionKind.Trade, null)
            : Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.PositionNotFound, nameof(positionId))));

    /// <summary>Reduces the account's larger position of an instrument as automatic deleveraging does: a test's hook.</summary>
    /// <param name="account">Whose position.</param>
    /// <param name="symbol">Which instrument.</param>
    /// <param name="quantity">Base units; absent closes all.</param>
    public Outcome<VenueOrder> Deleverage(string account, string symbol, decimal? quantity = null) => _access.ForAccount(account, a =>
        _forced.Close(
            a,
            symbol,
            a.FindHolding(symbol)?.Positions.MaxBy(p => p.Size)?.Index ?? 0,
            OrderOrigin.AutoDeleveraging,
            ExecutionKind.AutoDeleveraging,
            quantity));

    private IReadOnlyList<Holding> HoldingsOf(string account) => _state.FindAccount(account)?.Holdings ?? [];
}

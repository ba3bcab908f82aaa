using ActorBots.Domain.Orders;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>What one account has of one instrument: settings, positions, open orders.</summary>
internal sealed class Holding
{
    private const decimal DefaultLeverage = 10m;

    private readonly Position[] _positions;

    public Holding(TradingAccount account, SymbolMarket market)
    {
        Account = account;
        Market = market;
        _positions = [New(0), New(1), New(2)];

        Position New(int index) => new() { Account = account.Key, Symbol = market.Symbol, Index = index };
    }

    public TradingAccount Account { get; }

    public SymbolMarket Market { get; }

    public decimal Leverage { get; set; } = DefaultLeverage;

    public PositionMode Mode { get; set; } = PositionMode.OneWay;

    /// <summary>Open orders by number.</summary>
    public SortedDictionary<long, LiveOrder> Orders { get; } = [];

    public IReadOnlyList<Position> Positions => _positions;

    public bool HasPosition => _positions.Any(p => !p.IsFlat);

    public Position this[int index] => _positions[index];

    public void Restore(Position position) => _positions[position.Index] = position;

    /// <summary>Whether a position index fits the mode.</summary>
    public bool Fits(int positionIndex) => Mode == PositionMode.OneWay ? positionIndex == 0 : positionIndex is 1 or 2;

    /// <summary>Whether an order on a side can only close: the other side of a hedge position.</summary>
    public static bool IsHedgeClose(int positionIndex, OrderSide side) =>
        (positionIndex == 1 && side == OrderSide.Sell) || (positionIndex == 2 && side == OrderSide.Buy);

    /// <summary>The part of an order that would open or grow a position.</summary>
    public decimal OpeningPart(VenueOrder order) =>
        order.ReduceOnly ? 0m : Math.Max(0m, order.LeavesQuantity - this[order.PositionIndex].ClosableBy(order.Side));

    public decimal UnrealizedPnl() => _positions.Sum(p => p.UnrealizedAt(Market.MarkPrice));

    public decimal InitialMargin(Position position) => position.Side is { } side
        ? MarginModel.Initial(side, position.Size * Market.MarkPrice, Leverage, Account.Fees.Taker)
        : 0m;

    public decimal MaintenanceMargin(Position position) => position.Side is { } side
        ? MarginModel.Maintenance(side, position.Size * Market.MarkPrice, Leverage, Account.Fees.Taker, Market.Rules.MaintenanceMarginRate)
        : 0m;

    /// <summary>Margin that the active opening orders hold back; waiting conditional orders hold nothing.</summary>
    public decimal OrderMargin() => Orders.Values.Sum(o => OrderMarginOf(o.Order));

    /// <summary>Margin that one order holds back.</summary>
    public decimal OrderMarginOf(VenueOrder order) => order.Status is VenueOrderStatus.New or VenueOrderStatus.PartiallyFilled
        ? MarginModel.NeededToOpen(order.Side, OpeningPart(order) * order.Price, Leverage, Account.Fees.Taker)
        : 0m;
}

using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Matches active orders against the market's last price.</summary>
internal sealed class Matcher
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;
    private readonly FillBooker _booker;
    private readonly Protection _protection;

    public Matcher(ExchangeState state, OrderRegistry orders, FillBooker booker, Protection protection)
    {
        _state = state;
        _orders = orders;
        _booker = booker;
        _protection = protection;
    }

    /// <summary>An active order meets the market: it fills, rests or is cancelled, and what became of it is told.</summary>
    public void Match(LiveOrder live)
    {
        var order = live.Order;
        var market = live.Holding.Market;
        if (order.Type == OrderType.Market)
        {
            var price = SlippedPrice(live);
            Take(live, price, IsInsideBound(order, price));
        }
        else if (!IsMarketable(order, market.LastPrice))
        {
            RestOrCancel(live);
        }
        else if (order.TimeInForce == TimeInForce.PostOnly && order.FilledQuantity == 0m)
        {
            _orders.End(live, CancelCause.PostOnlyWouldTake);
        }
        else
        {
            var slipped = SlippedPrice(live);
            Take(live, order.Side == OrderSide.Buy ? Math.Min(slipped, order.Price) : Math.Max(slipped, order.Price), isInsideBound: true);
        }
    }

    /// <summary>A resting limit order was reached by the market and fills at its own price.</summary>
    public void FillResting(LiveOrder live) => Fill(live, live.Order.Price, isMaker: true);

    /// <summary>The venue's or a hand's close of a position at the last price.</summary>
    public void FillForced(LiveOrder live, ExecutionKind kind)
    {
        _booker.Book(live, SlippedPrice(live), live.Order.Quantity, isMaker: false, kind);
        _orders.Tell(live);
        _protection.AfterFill(live, live.Order.FilledQuantity);
    }

    /// <summary>The worst price at which a market order may fill.</summary>
    public static decimal MarketBound(LiveOrder live)
    {
        var (order, market) = (live.Order, live.Holding.Market);
        var tick = market.Rules.Instrument.TickSize;
        var distance = order.SlippageTolerance switch
        {
            { Unit: SlippageUnit.Ticks } tolerance => tolerance.Value * tick,
            { Unit: SlippageUnit.Percent } tolerance => market.LastPrice * tolerance.Value / 100m,
            _ => market.LastPrice * market.Rules.MarketBoundRate,
        };
        return order.Side == OrderSide.Buy
            ? Decimals.FloorTo(market.LastPrice + distance, tick)
            : Math.Max(tick, Decimals.CeilingTo(market.LastPrice - distance, tick));
    }

    private void Take(LiveOrder live, decimal price, bool isInsideBound)
    {
        if (!isInsideBound)
        {
            _orders.End(live, CancelCause.NoImmediateQuantity);
        }
        else if (LacksMargin(live, price))
        {
            _orders.End(live, CancelCause.NoMargin);
        }
        else
        {
            Fill(live, price, isMaker: false);
        }
    }

    private void Fill(LiveOrder live, decimal price, bool isMaker)
    {
        var step = live.Holding.Market.Rules.Instrument.QuantityStep;
        var plan = live.Plan ??= _state.MatchPolicy?.PlanFor(live.Order) ?? MatchPlan.Whole;
        var planned = plan.FillShare >= 1m ? live.Order.Quantity : Decimals.FloorTo(live.Order.Quantity * plan.FillShare, step);
        if (live.Order.TimeInForce == TimeInForce.FillOrKill && planned < live.Order.Quantity)
        {
            _orders.End(live, CancelCause.NoFullFill);
            return;
        }

        var before = live.Order.FilledQuantity;
        while (live.Order.IsOpen && live.Order.FilledQuantity < planned && Reducible(live) is var limit && limit > 0m)
        {
            // Even pieces on the step; the last takes what is left.
            var left = planned - live.Order.FilledQuantity;
            var piecesLeft = Math.Max(1, plan.Pieces - live.PiecesDone++);
            var piece = piecesLeft == 1 ? left : Math.Max(step, Decimals.FloorTo(left / piecesLeft, step));
            _booker.Book(live, price, Math.Min(limit, piece), isMaker, ExecutionKind.Trade);
            if (plan.OnePiecePerTick)
            {
                break;
            }
        }

        Finish(live, planned);
        if (live.Order.FilledQuantity > before)
        {
            _protection.AfterFill(live, live.Order.FilledQuantity - before);
        }
    }

    private void Finish(LiveOrder live, decimal planned)
    {
        if (!live.Order.IsOpen)
        {
            _orders.Tell(live);
        }
        else if (Reducible(live) == 0m)
        {
            _orders.End(live, CancelCause.ByReduceOnly);
        }
        else if (live.Order.FilledQuantity >= planned)
        {
            _orders.End(live, CancelCause.NoImmediateQuantity);
        }
        else
        {
            // A piece per tick: the rest works on, a limit order no longer as one that waits for its price.
            _orders.Tell(live);
            OrderRegistry.Queue(live);
        }
    }

    private void RestOrCancel(LiveOrder live)
    {
        switch (live.Order.TimeInForce)
        {
            case TimeInForce.ImmediateOrCancel:
                _orders.End(live, CancelCause.NoImmediateQuantity);
                break;
            case TimeInForce.FillOrKill:
                _orders.End(live, CancelCause.NoFullFill);
                break;
            case TimeInForce.GoodTillCancel or TimeInForce.PostOnly when LacksMargin(live, live.Order.Price):
                _orders.End(live, CancelCause.NoMargin);
                break;
            default:
                OrderRegistry.Rest(live);
                _orders.Tell(live);
                break;
        }
    }

    /// <summary>How much of the order may still fill: all that is left, or what a reduce-only order finds to reduce.</summary>
    private static decimal Reducible(LiveOrder live) => live.Order.ReduceOnly
        ? Math.Min(live.Order.LeavesQuantity, live.Position.ClosableBy(live.Order.Side))
        : live.Order.LeavesQuantity;

    private static bool LacksMargin(LiveOrder live, decimal price)
    {
        var opening = live.Holding.OpeningPart(live.Order);
        if (opening == 0m)
        {
            return false;
        }

        // The order's own reserve is free for its fill.
        var account = live.Holding.Account;
        var reserved = live.Holding.OrderMarginOf(live.Order);
        var needed = MarginModel.NeededToOpen(live.Order.Side, opening * price, live.Holding.Leverage, account.Fees.Taker);
        return needed > account.FreeMargin() + reserved;
    }

    private static bool IsMarketable(VenueOrder order, decimal last) =>
        order.Side == OrderSide.Buy ? order.Price >= last : order.Price <= last;

    private static bool IsInsideBound(VenueOrder order, decimal price) =>
        order.Side == OrderSide.Buy ? price <= order.Price : price >= order.Price;

    private decimal SlippedPrice(LiveOrder live)
    {
        var market = live.Holding.Market;
        var slippage = _state.Settings.Matching.SlippageBps;
        if (slippage == 0m)
        {
            return market.LastPrice;
        }

        var tick = market.Rules.Instrument.TickSize;
        return live.Order.Side == OrderSide.Buy
            ? Decimals.CeilingTo(market.LastPrice * (1m + (slippage / 10_000m)), tick)
            : Math.Max(tick, Decimals.FloorTo(market.LastPrice * (1m - (slippage / 10_000m)), tick));
    }
}

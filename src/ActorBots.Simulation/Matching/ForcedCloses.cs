using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Closes that no client ordered: liquidation, automatic deleveraging, a human at the venue's own screen.</summary>
internal sealed class ForcedCloses
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;
    private readonly Matcher _matcher;

    public ForcedCloses(ExchangeState state, OrderRegistry orders, Matcher matcher)
    {
        _state = state;
        _orders = orders;
        _matcher = matcher;
    }

    /// <summary>Closes (a part of) a position as asked from outside.</summary>
    public Outcome<VenueOrder> Close(TradingAccount account, string symbol, int positionIndex, OrderOrigin origin, ExecutionKind kind, decimal? quantity)
    {
        if (account.FindHolding(symbol) is not { } holding)
        {
            return Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.UnknownInstrument, nameof(symbol)));
        }

        if (!holding.Fits(positionIndex))
        {
            return Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.PositionModeMismatch, nameof(positionIndex), positionIndex));
        }

        var position = holding[positionIndex];
        var wanted = quantity ?? position.Size;
        return position.IsFlat ? Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.NothingToReduce, nameof(quantity), quantity))
            : wanted <= 0m ? Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.QuantityBelowMinimum, nameof(quantity), wanted, 0m))
            : wanted > position.Size ? Outcome<VenueOrder>.Refused(new Refusal(RefusalCode.QuantityAboveMaximum, nameof(quantity), wanted, position.Size))
            : Outcome<VenueOrder>.Success(Close(holding, position, origin, kind, wanted));
    }

    /// <summary>Closes a quantity of a position at the market.</summary>
    private VenueOrder Close(Holding holding, Position position, OrderOrigin origin, ExecutionKind kind, decimal quantity)
    {
        var live = _orders.Open(holding, new VenueOrder
        {
            OrderId = string.Empty,
            Number = 0,
            Account = holding.Account.Key,
            ClientOrderId = string.Empty,
            Symbol = holding.Market.Symbol,
            Side = position.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            Quantity = quantity,
            PositionIndex = position.Index,
            PositionId = position.Life?.Id ?? string.Empty,
            ReduceOnly = true,
            Origin = origin,
            Status = VenueOrderStatus.New,
            LastPriceOnCreated = holding.Market.LastPrice,
            CreatedAt = _state.Now,
            UpdatedAt = _state.Now,
            MatchableAt = _state.Now,
        });
        _orders.Record(live, live.Order with { Price = Matcher.MarketBound(live) });
        _matcher.FillForced(live, kind);
        return live.Order;
    }

    /// <summary>
    /// Liquidates every account whose equity is below its maintenance margin: ends its orders, then closes positions, the one with the largest
    /// maintenance margin first, until the rest is covered. There is no insurance fund: what is lost beyond the wallet stays on it as a debt.
    /// </summary>
    public void LiquidateWhereDue(string symbol)
    {
        foreach (var account in _state.Accounts)
        {
            if (account.FindHolding(symbol) is { HasPosition: true } && account.Equity() < account.MaintenanceMargin())
            {
                Liquidate(account);
            }
        }
    }

    private void Liquidate(TradingAccount account)
    {
        foreach (var live in account.Holdings.SelectMany(h => h.Orders.Values).OrderBy(o => o.Order.Number).ToArray())
        {
            _orders.End(live, CancelCause.BeforeLiquidation);
        }

        while (account.Holdings.Any(h => h.HasPosition) && account.Equity() < account.MaintenanceMargin())
        {
            var (holding, position) = account.Holdings
                .SelectMany(h => h.Positions.Where(p => !p.IsFlat).Select(p => (Holding: h, Position: p)))
                .MaxBy(p => p.Holding.MaintenanceMargin(p.Position));
            Close(holding, position, OrderOrigin.Liquidation, ExecutionKind.Liquidation, position.Size);
        }
    }

    /// <summary>The kind of execution that an origin makes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not an origin of a forced close.</exception>
    public static ExecutionKind KindOf(OrderOrigin origin) => origin switch
    {
        OrderOrigin.Liquidation => ExecutionKind.Liquidation,
        OrderOrigin.AutoDeleveraging => ExecutionKind.AutoDeleveraging,
        OrderOrigin.ManualClose => ExecutionKind.Trade,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "must be Liquidation, AutoDeleveraging or ManualClose"),
    };
}

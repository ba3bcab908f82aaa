using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Take profits, stop losses and trailing stops of positions, and what a changed position means for its reduce-only orders.</summary>
internal sealed class Protection
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;

    public Protection(ExchangeState state, OrderRegistry orders)
    {
        _state = state;
        _orders = orders;
    }

    /// <summary>After fills of an order: makes its attached protection and brings the position's reduce-only orders in line.</summary>
    /// <param name="live">The order; may have ended.</param>
    /// <param name="filledNow">What it filled in this go, base units.</param>
    public void AfterFill(LiveOrder live, decimal filledNow)
    {
        var position = live.Position;
        if (!live.Order.ReduceOnly && position.Side == live.Order.Side)
        {
            Attach(live.Order, live.Holding, position, filledNow);
        }

        Settle(live, position);
    }

    /// <summary>Sets, moves or removes the one order of a kind that protects a whole position.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool SetWhole(Holding holding, Position position, ConditionalKind kind, decimal? price, PriceSource source, string parent)
    {
        if (price is not { } trigger)
        {
            return false;
        }

        var present = FindWhole(holding, position, kind);
        if (trigger == 0m)
        {
            if (present is not null)
            {
                _orders.End(present, CancelCause.ProtectionCleared);
            }

            return present is not null;
        }

        if (present is null)
        {
            var order = Draft(holding, position, kind, position.Size, null) with
            {
                TriggerPrice = trigger,
                TriggerBy = source,
                ParentClientOrderId = parent,
                ProtectionMode = ProtectionMode.Full,
            };
            Start(holding, order);
            return true;
        }

        if (present.Order.TriggerPrice == trigger && present.Order.TriggerBy == source)
        {
            return false;
        }

        _orders.Change(present, present.Order with { TriggerPrice = trigger, TriggerBy = source });
        OrderRegistry.Rest(present);
        return true;
    }

    /// <summary>Adds an order that protects a part of a position.</summary>
    public VenueOrder AddPartial(
        Holding holding, Position position, ConditionalKind kind, decimal trigger, PriceSource source, decimal quantity, decimal? limitPrice, string parent) =>
        Start(holding, Draft(holding, position, kind, quantity, limitPrice) with
        {
            TriggerPrice = trigger,
            TriggerBy = source,
            ParentClientOrderId = parent,
            ProtectionMode = ProtectionMode.Partial,
        });

    /// <summary>Sets, changes or removes (distance zero) the trailing stop of a position.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool SetTrailing(Holding holding, Position position, decimal distance, decimal? activation)
    {
        var present = FindWhole(holding, position, ConditionalKind.TrailingStop);
        if (distance == 0m)
        {
            if (present is not null)
            {
                _orders.End(present, CancelCause.ProtectionCleared);
            }

            return present is not null;
        }

        if (present is not null && present.Order.TrailingDistance == distance && present.Order.ActivationPrice == activation)
        {
            return false;
        }

        var draft = present?.Order ?? Draft(holding, position, ConditionalKind.TrailingStop, position.Size, null) with
        {
            ProtectionMode = ProtectionMode.Full,
        };
        var next = draft with
        {
            TrailingDistance = distance,
            ActivationPrice = activation,
            TriggerPrice = activation is null ? TrailedPrice(position, holding.Market.LastPrice, distance) : null,
        };
        if (present is null)
        {
            Start(holding, next);
        }
        else
        {
            _orders.Change(present, next);
            OrderRegistry.Rest(present);
        }

        return true;
    }

    /// <summary>Arms and moves a trailing stop with the last price; never back.</summary>
    public void Trail(LiveOrder live)
    {
        var order = live.Order;
        var last = live.Holding.Market.LastPrice;
        var isLong = order.Side == OrderSide.Sell;
        if (order.ActivationPrice is { } activation && (isLong ? last < activation : last > activation))
        {
            return;
        }

        var price = TrailedPrice(live.Position, last, order.TrailingDistance ?? 0m);
        if (order.ActivationPrice is null && order.TriggerPrice is { } present && (isLong ? price <= present : price >= present))
        {
            return;
        }

        _orders.Change(live, order with { ActivationPrice = null, TriggerPrice = price });
        OrderRegistry.Rest(live);
    }

    private static LiveOrder? FindWhole(Holding holding, Position position, ConditionalKind kind) => holding.Orders.Values.FirstOrDefault(o =>
        o.Order.Conditional == kind && o.Order.PositionIndex == position.Index && o.Order.Status == VenueOrderStatus.Untriggered);

    private static decimal TrailedPrice(Position position, decimal last, decimal distance) =>
        position.Side == OrderSide.Buy ? last - distance : last + distance;

    private void Attach(VenueOrder order, Holding holding, Position position, decimal filledNow)
    {
        var parent = order.ClientOrderId;
        if (order.ProtectionMode != ProtectionMode.Partial)
        {
            position.ProtectionMode = order.TakeProfit is null && order.StopLoss is null ? position.ProtectionMode : ProtectionMode.Full;
            SetWhole(holding, position, ConditionalKind.TakeProfit, order.TakeProfit, order.TakeProfitBy, parent);
            SetWhole(holding, position, ConditionalKind.StopLoss, order.StopLoss, order.StopLossBy, parent);
            return;
        }

        position.ProtectionMode = ProtectionMode.Partial;
        if (order.TakeProfit is { } takeProfit)
        {
            AddPartial(
                holding, position, ConditionalKind.PartialTakeProfit, takeProfit, order.TakeProfitBy, filledNow, order.TakeProfitLimitPrice, parent);
        }

        if (order.StopLoss is { } stopLoss)
        {
            AddPartial(holding, position, ConditionalKind.PartialStopLoss, stopLoss, order.StopLossBy, filledNow, order.StopLossLimitPrice, parent);
        }
    }

    private void Settle(LiveOrder cause, Position position)
    {
        foreach (var live in cause.Holding.Orders.Values.ToArray())
        {
            var order = live.Order;
            if (live == cause || !order.ReduceOnly || order.PositionIndex != position.Index)
            {
                continue;
            }

            if (position.IsFlat || order.Side == position.Side)
            {
                _orders.End(live, order.Origin is OrderOrigin.User or OrderOrigin.StopOrder ? CancelCause.ByReduceOnly : CancelCause.ProtectionCleared);
            }
            else if (order is { ProtectionMode: ProtectionMode.Full, Status: VenueOrderStatus.Untriggered } && order.Quantity != position.Size)
            {
                _orders.Change(live, order with { Quantity = position.Size });
            }
        }
    }

    private VenueOrder Start(Holding holding, VenueOrder draft)
    {
        var live = _orders.Open(holding, draft);
        OrderRegistry.Rest(live);
        _orders.Tell(live);
        return live.Order;
    }

    private VenueOrder Draft(Holding holding, Position position, ConditionalKind kind, decimal quantity, decimal? limitPrice)
    {
        var isLong = position.Side == OrderSide.Buy;
        var isTakeProfit = kind is ConditionalKind.TakeProfit or ConditionalKind.PartialTakeProfit;
        return new VenueOrder
        {
            OrderId = string.Empty,
            Number = 0,
            Account = holding.Account.Key,
            ClientOrderId = string.Empty,
            Symbol = holding.Market.Symbol,
            Side = isLong ? OrderSide.Sell : OrderSide.Buy,
            Type = limitPrice is null ? OrderType.Market : OrderType.Limit,
            TimeInForce = limitPrice is null ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
            Quantity = quantity,
            Price = limitPrice ?? 0m,
            PositionIndex = position.Index,
            PositionId = position.Life?.Id ?? string.Empty,
            ReduceOnly = true,
            CloseOnTrigger = true,
            Conditional = kind,
            Origin = OriginOf(kind),
            TriggerDirection = isLong == isTakeProfit ? TriggerDirection.Rising : TriggerDirection.Falling,
            Status = VenueOrderStatus.Untriggered,
            LastPriceOnCreated = holding.Market.LastPrice,
            CreatedAt = _state.Now,
            UpdatedAt = _state.Now,
            MatchableAt = _state.Now,
        };
    }

    private static OrderOrigin OriginOf(ConditionalKind kind) => kind switch
    {
        ConditionalKind.TakeProfit => OrderOrigin.TakeProfit,
        ConditionalKind.StopLoss => OrderOrigin.StopLoss,
        ConditionalKind.TrailingStop => OrderOrigin.TrailingStop,
        ConditionalKind.PartialTakeProfit => OrderOrigin.PartialTakeProfit,
        ConditionalKind.PartialStopLoss => OrderOrigin.PartialStopLoss,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

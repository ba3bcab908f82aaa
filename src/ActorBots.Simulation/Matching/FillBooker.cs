using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Books a fill everywhere at once: execution, order, position, wallet, closed PnL.</summary>
internal sealed class FillBooker
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;
    private readonly PositionLives _lives;
    private readonly Func<long, ClosedPnlRow?> _storedClosedPnl;

    /// <param name="state">The exchange.</param>
    /// <param name="orders">Sets the order's state.</param>
    /// <param name="storedClosedPnl">The row of an order whose earlier fills closed something.</param>
    public FillBooker(ExchangeState state, OrderRegistry orders, Func<long, ClosedPnlRow?> storedClosedPnl)
    {
        _state = state;
        _orders = orders;
        _lives = new PositionLives(state);
        _storedClosedPnl = storedClosedPnl;
    }

    /// <summary>Books one fill of an open order; the order's new state is recorded, not told.</summary>
    public void Book(LiveOrder live, decimal price, decimal quantity, bool isMaker, ExecutionKind kind)
    {
        var account = live.Holding.Account;
        var position = live.Position;
        var value = price * quantity;
        var rate = isMaker ? account.Fees.Maker : account.Fees.Taker;
        var fee = Decimals.Round8(value * rate);
        var liquidationPrice = position.ClosableBy(live.Order.Side) is var closable && closable > 0m && closable <= quantity
            ? live.Holding.LiquidationPrice(position)
            : null;
        var effect = position.Apply(live.Order.Side, price, quantity, fee, _state.Now);
        var positionId = _lives.Follow(live.Holding, position, live.Order, effect, new PositionLives.Fill(price, fee, kind, liquidationPrice));
        account.Balance += effect.Gross - fee;

        var filled = live.Order.FilledQuantity + quantity;
        _orders.Record(live, live.Order with
        {
            Status = filled == live.Order.Quantity ? VenueOrderStatus.Filled : VenueOrderStatus.PartiallyFilled,
            FilledQuantity = filled,
            FilledValue = live.Order.FilledValue + value,
            Fee = live.Order.Fee + fee,
            ClosedPnl = live.Order.ClosedPnl + effect.Net,
            PositionId = positionId,
        });
        position.Sequence = live.Order.Sequence;
        var execution = ExecutionOf(live, price, quantity, fee, rate) with
        {
            Kind = kind,
            IsMaker = isMaker,
            ClosedQuantity = effect.Closed,
            GrossPnl = effect.Gross,
        };
        _state.Mutation.Executions.Add(execution);
        _state.Mutation.Tell(new SimulationEvent.ExecutionBooked(execution));
        _state.Mutation.Positions[position] = live.Holding;
        _state.Mutation.Wallets.Add(account);
        if (effect.Closed > 0m)
        {
            BookClosedPnl(live, effect, kind);
        }
    }

    /// <summary>Books a funding payment of a position.</summary>
    /// <param name="holding">Whose.</param>
    /// <param name="position">Not flat.</param>
    /// <param name="rate">What a long pays as a share of the value.</param>
    /// <param name="at">When it was due.</param>
    public void BookFunding(Holding holding, Position position, decimal rate, DateTimeOffset at)
    {
        var side = position.Side ?? throw new InvalidOperationException("a flat position pays no funding");
        var market = holding.Market;
        var ownRate = side == Domain.Orders.OrderSide.Buy ? rate : -rate;
        var value = position.Size * market.MarkPrice;
        var paid = _state.Settings.Customs.ExactFunding ? value * ownRate : Decimals.Round8(value * ownRate);
        position.ApplyFunding(paid, at);
        position.Sequence = ++market.Sequence;
        holding.Account.Balance -= paid;
        var number = ++_state.LastExecutionNumber;
        var execution = new VenueExecution
        {
            Number = number,
            ExecutionId = _state.Ids.Execution(number),
            Account = holding.Account.Key,
            Symbol = market.Symbol,
            Kind = ExecutionKind.Funding,
            OrderId = _state.Ids.Funding(number),
            Side = side,
            PositionIndex = position.Index,
            PositionId = position.Life?.Id ?? string.Empty,
            Price = market.MarkPrice,
            Quantity = position.Size,
            Value = value,
            Fee = paid,
            FeeRate = ownRate,
            MarkPrice = market.MarkPrice,
            IndexPrice = market.IndexPrice,
            Sequence = market.Sequence,
            At = at,
        };
        _state.Mutation.Executions.Add(execution);
        _state.Mutation.Tell(new SimulationEvent.ExecutionBooked(execution));
        _state.Mutation.Positions[position] = holding;
        _state.Mutation.Wallets.Add(holding.Account);
    }

    private VenueExecution ExecutionOf(LiveOrder live, decimal price, decimal quantity, decimal fee, decimal rate)
    {
        var order = live.Order;
        var number = ++_state.LastExecutionNumber;
        return new VenueExecution
        {
            Number = number,
            ExecutionId = _state.Ids.Execution(number),
            Account = order.Account,
            Symbol = order.Symbol,
            Kind = ExecutionKind.Trade,
            OrderId = order.OrderId,
            ClientOrderId = order.ClientOrderId,
            Side = order.Side,
            PositionIndex = order.PositionIndex,
            PositionId = order.PositionId,
            OrderType = order.Type,
            Conditional = order.Conditional,
            Origin = order.Origin,
            Price = price,
            Quantity = quantity,
            Value = price * quantity,
            Fee = fee,
            FeeRate = rate,
            LeavesQuantity = order.Quantity - order.FilledQuantity,
            OrderQuantity = order.Quantity,
            OrderPrice = order.Price,
            MarkPrice = live.Holding.Market.MarkPrice,
            IndexPrice = live.Holding.Market.IndexPrice,
            Sequence = order.Sequence,
            At = _state.Now,
        };
    }

    private void BookClosedPnl(LiveOrder live, FillEffect effect, ExecutionKind kind)
    {
        var order = live.Order;
        var rows = _state.Mutation.ClosedPnl;
        var before = rows.GetValueOrDefault(order.Number) ?? _storedClosedPnl(order.Number);
        rows[order.Number] = new ClosedPnlRow
        {
            OrderNumber = order.Number,
            Account = order.Account,
            Symbol = order.Symbol,
            OrderId = order.OrderId,
            Side = order.Side,
            OrderType = order.Type,
            OrderPrice = order.Price,
            OrderQuantity = order.Quantity,
            Kind = kind,
            ClosedQuantity = (before?.ClosedQuantity ?? 0m) + effect.Closed,
            EntryValue = (before?.EntryValue ?? 0m) + effect.EntryValue,
            ExitValue = (before?.ExitValue ?? 0m) + effect.ExitValue,
            OpenFee = (before?.OpenFee ?? 0m) + effect.OpenFee,
            CloseFee = (before?.CloseFee ?? 0m) + effect.CloseFee,
            FillCount = (before?.FillCount ?? 0) + 1,
            Leverage = live.Holding.Leverage,
            CreatedAt = before?.CreatedAt ?? _state.Now,
            UpdatedAt = _state.Now,
        };
    }
}

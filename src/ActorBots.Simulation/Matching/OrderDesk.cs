using System.Collections.Immutable;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Takes orders, cancels and amendments from clients.</summary>
internal sealed class OrderDesk
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;
    private readonly Matcher _matcher;
    private readonly Func<string, string, bool> _isClientIdUsed;

    /// <param name="state">The exchange.</param>
    /// <param name="orders">Keeps the orders.</param>
    /// <param name="matcher">Matches them.</param>
    /// <param name="isClientIdUsed">Whether an account has ever used a client order id.</param>
    public OrderDesk(ExchangeState state, OrderRegistry orders, Matcher matcher, Func<string, string, bool> isClientIdUsed)
    {
        _state = state;
        _orders = orders;
        _matcher = matcher;
        _isClientIdUsed = isClientIdUsed;
    }

    public Outcome<VenueOrder> Place(TradingAccount account, OrderTicket given)
    {
        if (account.FindHolding(given.Symbol) is not { } holding)
        {
            return Refused(new Refusal(RefusalCode.UnknownInstrument, nameof(given.Symbol)));
        }

        // First of all: whoever repeats an order must learn that, whatever else has become of it meanwhile.
        if (given.ClientOrderId.Length > 0 && _isClientIdUsed(account.Key, given.ClientOrderId))
        {
            _state.Mutation.DuplicatesRefused++;
            return Refused(new Refusal(RefusalCode.DuplicateClientOrderId, nameof(given.ClientOrderId)));
        }

        var ticket = Complete(given, holding);
        if ((TicketRules.Check(ticket, holding, _state.Settings.Matching) ?? CheckMargin(ticket, holding)) is { } refusal)
        {
            return Refused(refusal);
        }

        var isWhole = given.Quantity == 0m;
        var live = _orders.Open(holding, Draft(ticket, holding, isWhole));
        if (ticket.TriggerPrice is not null)
        {
            OrderRegistry.Rest(live);
            _orders.Tell(live);
        }
        else
        {
            Activate(live);
        }

        return Outcome<VenueOrder>.Success(live.Order);
    }

    /// <summary>Makes an order active: at once, or when the latency has passed.</summary>
    public void Activate(LiveOrder live)
    {
        if (live.Order.Type == OrderType.Market)
        {
            _orders.Record(live, live.Order with { Price = Matcher.MarketBound(live) });
        }

        if (live.Order.MatchableAt > _state.Now)
        {
            OrderRegistry.Queue(live);
            _orders.Tell(live);
        }
        else
        {
            _matcher.Match(live);
        }
    }

    public Outcome<VenueOrder> Cancel(TradingAccount account, OrderReference reference, Func<VenueOrder?> stored)
    {
        if (Find(account, reference) is not { } live)
        {
            return Refused(Missing(reference, stored));
        }

        _orders.End(live, CancelCause.ByUser);
        return Outcome<VenueOrder>.Success(live.Order);
    }

    public Outcome<ImmutableArray<VenueOrder>> CancelAll(TradingAccount account, CancelScope scope)
    {
        if (scope.Symbol is { } symbol && account.FindHolding(symbol) is null)
        {
            return Outcome<ImmutableArray<VenueOrder>>.Refused(new Refusal(RefusalCode.UnknownInstrument, nameof(scope.Symbol)));
        }

        var ended = account.Holdings
            .Where(h => scope.Symbol is null || h.Market.Symbol == scope.Symbol)
            .SelectMany(h => h.Orders.Values)
            .Where(o => IsInScope(o.Order, scope))
            .OrderBy(o => o.Order.Number)
            .ToList();
        ended.ForEach(o => _orders.End(o, CancelCause.ByUser));
        return Outcome<ImmutableArray<VenueOrder>>.Success([.. ended.Select(o => o.Order)]);
    }

    public Outcome<VenueOrder> Amend(TradingAccount account, OrderReference reference, OrderAmendment amendment, Func<VenueOrder?> stored)
    {
        if (Find(account, reference) is not { } live)
        {
            return Refused(Missing(reference, stored));
        }

        if (AmendmentRules.Check(live, amendment) is { } refusal)
        {
            return Refused(refusal);
        }

        _orders.Record(live, AmendmentRules.Apply(live.Order, amendment));
        if (live.Order.Status != VenueOrderStatus.Untriggered)
        {
            // A new price may meet the market; one that does not, rests and is told.
            live.Withdraw?.Invoke();
            live.Withdraw = null;
            Activate(live);
        }
        else
        {
            OrderRegistry.Rest(live);
            _orders.Tell(live);
        }

        return Outcome<VenueOrder>.Success(live.Order);
    }

    private static Outcome<VenueOrder> Refused(Refusal refusal) => Outcome<VenueOrder>.Refused(refusal);

    private static Refusal Missing(OrderReference reference, Func<VenueOrder?> stored) => new(
        stored() is { } order && order.Symbol == reference.Symbol ? RefusalCode.OrderAlreadyEnded : RefusalCode.OrderNotFound,
        nameof(reference.OrderId));

    private static bool IsInScope(VenueOrder order, CancelScope scope) => order.Status != VenueOrderStatus.Untriggered
        ? scope.ActiveOrders
        : order.Conditional == ConditionalKind.Stop ? scope.ConditionalOrders : scope.Protection;

    private LiveOrder? Find(TradingAccount account, OrderReference reference) =>
        _orders.Find(account.Key, reference.OrderId, reference.ClientOrderId) is { } live && live.Order.Symbol == reference.Symbol ? live : null;

    // The other side of a hedge position can only close; close-on-trigger implies reduce-only; quantity zero then means all.
    private static OrderTicket Complete(OrderTicket ticket, Holding holding)
    {
        var reduceOnly = ticket.ReduceOnly || ticket.CloseOnTrigger
            || (holding.Mode == PositionMode.Hedge && Holding.IsHedgeClose(ticket.PositionIndex, ticket.Side));
        var isWhole = ticket is { Quantity: 0m, ReduceOnly: true, CloseOnTrigger: true } && holding.Fits(ticket.PositionIndex);
        return ticket with
        {
            ReduceOnly = reduceOnly,
            Quantity = isWhole ? holding[ticket.PositionIndex].ClosableBy(ticket.Side) : ticket.Quantity,
            TimeInForce = ticket.Type == OrderType.Market ? TimeInForce.ImmediateOrCancel : ticket.TimeInForce,
            Price = ticket.Type == OrderType.Market ? null : ticket.Price,
        };
    }

    private static Refusal? CheckMargin(OrderTicket ticket, Holding holding)
    {
        if (ticket.ReduceOnly || ticket.TriggerPrice is not null)
        {
            return null;
        }

        var account = holding.Account;
        var opening = Math.Max(0m, ticket.Quantity - holding[ticket.PositionIndex].ClosableBy(ticket.Side));
        var needed = MarginModel.NeededToOpen(
            ticket.Side, opening * (ticket.Price ?? holding.Market.LastPrice), holding.Leverage, account.Fees.Taker);
        var free = account.FreeMargin();
        return opening > 0m && needed > free
            ? new Refusal(RefusalCode.InsufficientMargin, nameof(ticket.Quantity), ticket.Quantity, free, needed)
            : null;
    }

    private VenueOrder Draft(OrderTicket ticket, Holding holding, bool isWhole)
    {
        var isConditional = ticket.TriggerPrice is not null;
        var hasProtection = (ticket.TakeProfit ?? ticket.StopLoss) is not null;
        return new VenueOrder
        {
            OrderId = string.Empty,
            Number = 0,
            Account = holding.Account.Key,
            ClientOrderId = ticket.ClientOrderId,
            Symbol = ticket.Symbol,
            Side = ticket.Side,
            Type = ticket.Type,
            TimeInForce = ticket.TimeInForce,
            Quantity = ticket.Quantity,
            Price = ticket.Price ?? 0m,
            PositionIndex = ticket.PositionIndex,
            PositionId = ticket.ReduceOnly ? holding[ticket.PositionIndex].Life?.Id ?? string.Empty : string.Empty,
            ReduceOnly = ticket.ReduceOnly,
            CloseOnTrigger = ticket.CloseOnTrigger,
            Conditional = isConditional ? ConditionalKind.Stop : ConditionalKind.None,
            Origin = isConditional ? OrderOrigin.StopOrder : OrderOrigin.User,
            TriggerPrice = ticket.TriggerPrice,
            TriggerDirection = isConditional ? ticket.TriggerDirection : null,
            TriggerBy = ticket.TriggerBy,
            TakeProfit = ticket.TakeProfit,
            StopLoss = ticket.StopLoss,
            TakeProfitBy = ticket.TakeProfitBy,
            StopLossBy = ticket.StopLossBy,
            TakeProfitLimitPrice = ticket.TakeProfitLimitPrice,
            StopLossLimitPrice = ticket.StopLossLimitPrice,
            ProtectionMode = isWhole ? ProtectionMode.Full : hasProtection ? ticket.ProtectionMode : null,
            SlippageTolerance = ticket.SlippageTolerance,
            Status = isConditional ? VenueOrderStatus.Untriggered : VenueOrderStatus.New,
            LastPriceOnCreated = holding.Market.LastPrice,
            CreatedAt = _state.Now,
            UpdatedAt = _state.Now,
            MatchableAt = _state.Now + (isConditional ? TimeSpan.Zero : _state.Settings.Matching.Latency),
        };
    }
}

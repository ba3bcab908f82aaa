using System.Globalization;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Testing.Bots;

/// <summary>
/// The truth about one account: orders, fills, net position, cash. Does what it is asked at once and gives its news, in natural order, to
/// <see cref="Account"/>; who drives it decides when, how often and in which order they are told.
/// </summary>
public sealed class FakeVenue
{
    private const decimal FeeRate = 0.00055m;

    private readonly SortedDictionary<string, FakeOrder> _orders = new(StringComparer.Ordinal);
    private readonly List<Fill> _fills = [];
    private readonly SortedDictionary<string, OrderReport> _foreignOrders = new(StringComparer.Ordinal);
    private decimal _cost;
    private long _nextOrder = 1;
    private long _nextFill = 1;

    public FakeVenue(Instrument instrument, Price price, DateTimeOffset now)
    {
        Instrument = instrument;
        Price = price;
        Now = now;
        Account = new FakeAccount(instrument);
    }

    /// <summary>The account's bots.</summary>
    public FakeAccount Account { get; }

    public Instrument Instrument { get; }

    /// <summary>Last price.</summary>
    public Price Price { get; private set; }

    /// <summary>The venue's clock.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Net position, base units.</summary>
    public decimal Net { get; private set; }

    /// <summary>Sum of all that was earned less all that was paid since the start, the value of the net position not counted.</summary>
    public Money Cash { get; private set; }

    /// <summary>Size of a short leg held beside the net position, base units.</summary>
    public decimal ShortLeg { get; set; }

    /// <summary>The venue's average entry price; absent when flat.</summary>
    public Price? Average => Net > 0m ? new Price(_cost / Net) : null;

    /// <summary>How the next orders are treated when they arrive.</summary>
    public Func<OrderRequest, VenuePlan> OnSubmit { get; set; } = _ => VenuePlan.Normal;

    /// <summary>How stops are treated when they fire.</summary>
    public Func<OrderRequest, VenuePlan> OnTrigger { get; set; } = _ => VenuePlan.Normal;

    /// <summary>How cancels and moves are treated.</summary>
    public Func<VenueCall, VenuePlan> OnChange { get; set; } = _ => VenuePlan.Normal;

    public IReadOnlyCollection<FakeOrder> Orders => _orders.Values;

    public IEnumerable<FakeOrder> Live => _orders.Values.Where(o => o.IsLive);

    public IReadOnlyList<Fill> Fills => _fills;

    public FakeOrder Order(ClientOrderId id) => _orders[id.Value];

    public bool Knows(ClientOrderId id) => _orders.ContainsKey(id.Value);

    /// <summary>Carries out a call. The answer to a reconciliation leaves out orders that are still on their way.</summary>
    public void Receive(VenueCall call, Func<ClientOrderId, bool> isOnItsWay)
    {
        switch (call)
        {
            case VenueCall.Submit submit: Submit(submit); break;
            case VenueCall.Cancel cancel: Cancel(cancel); break;
            case VenueCall.Move move: Move(move); break;
            case VenueCall.Reconcile ask: Account.NewsOf(ask.BotId).Add(new BotInput.Reconciled(Snapshot(ask, isOnItsWay))); break;
        }
    }

    /// <summary>A trade at a price; fires the stops that it reaches.</summary>
    public void Trade(Price price)
    {
        Price = price;
        foreach (var stop in Live.Where(o => o.Status == OrderStatus.Untriggered && price <= o.Trigger).ToList())
        {
            stop.Status = OrderStatus.Triggered;
            Tell(stop);
            Execute(stop, OnTrigger(stop.Request));
        }
    }

    /// <summary>Fills the rest of an order that was held.</summary>
    public void Finish(ClientOrderId id, bool cancelsRest = false)
    {
        if (Knows(id) && Order(id) is { Status: OrderStatus.PartiallyFilled } order)
        {
            Execute(order, new VenuePlan { CancelsRest = cancelsRest });
        }
    }

    /// <summary>A person sells a part of the position by hand.</summary>
    public void HumanSells(decimal quantity)
    {
        var sold = Math.Min(quantity, Net);
        if (sold > 0m)
        {
            Account.Tell(Book(null, "by-hand", OrderSide.Sell, sold, FillKind.Trade));
        }
    }

    /// <summary>A person cancels one of the bot's orders by hand.</summary>
    public void HumanCancels(ClientOrderId id) => End(Order(id), OrderStatus.Cancelled, "CancelByUser");

    /// <summary>A person moves the bot's stop by hand.</summary>
    public void HumanMoves(ClientOrderId id, Price trigger)
    {
        Order(id).Trigger = trigger;
        Tell(Order(id));
    }

    /// <summary>The venue takes the position away.</summary>
    public void Liquidate(FillKind kind = FillKind.Liquidation)
    {
        foreach (var order in Live.ToList())
        {
            End(order, OrderStatus.Cancelled, "Liquidation");
        }

        if (Net > 0m)
        {
            Account.Tell(Book(null, "liquidation", OrderSide.Sell, Net, kind));
        }
    }

    /// <summary>Funding changes the wallet.</summary>
    public void Fund(decimal amount)
    {
        var payment = new FundingShare($"funding-{_nextFill++:D6}", new Money(amount), Now);
        Cash += payment.Amount;
        Account.Tell(payment);
    }

    /// <summary>The net position changes, and no bot hears of a fill; without a fee.</summary>
    public void Drift(decimal quantity)
    {
        _cost += quantity > 0m ? quantity * Price.Value : Net == 0m ? 0m : quantity * _cost / Net;
        Net += quantity;
        Cash -= Price * new Quantity(Math.Abs(quantity)) * Math.Sign(quantity);
    }

    /// <summary>Somebody else's order rests on the account.</summary>
    /// <param name="venueOrderId">The venue's id.</param>
    /// <param name="id">An id that looks like one of ours.</param>
    public void PlaceForeign(string venueOrderId, ClientOrderId? id = null) => _foreignOrders[venueOrderId] = new OrderReport
    {
        ClientOrderId = id,
        VenueOrderId = venueOrderId,
        Instrument = Instrument.Id,
        Side = OrderSide.Buy,
        Status = OrderStatus.New,
        Quantity = Instrument.MinQuantity,
        FilledQuantity = Quantity.Zero,
        UpdatedAt = Now,
    };

    /// <summary>Somebody else's order ends.</summary>
    public void EndForeign(string venueOrderId) => _foreignOrders.Remove(venueOrderId);

    /// <summary>Everything since an instant about some orders.</summary>
    public VenueSnapshot Snapshot(VenueCall.Reconcile ask, Func<ClientOrderId, bool> isOnItsWay)
    {
        var known = ask.Orders.Where(id => Knows(id) && !Order(id).IsForgotten).ToList();
        bool IsWanted(DateTimeOffset at) => ask.Since is null || at >= ask.Since;
        var snapshot = new VenueSnapshot
        {
            Orders = [.. known.Select(id => Order(id).Report(Now))],
            Missing = [.. ask.Orders.Except(known).Where(id => !isOnItsWay(id))],
            Fills = [.. _fills.Where(f => f.ClientOrderId is { } id && id.BotId == ask.BotId && (IsWanted(f.At) || ask.Orders.Contains(id)))],
        };
        return Account.Complete(snapshot, ask, new InstrumentReading
        {
            Instrument = Instrument.Id,
            NetQuantity = Net,
            ShortLeg = new Quantity(ShortLeg),
            AverageEntryPrice = Average,
            OpenOrders = [.. Live.Where(o => !o.IsForgotten).Select(o => o.Report(Now)), .. _foreignOrders.Values],
        });
    }

    private void Submit(VenueCall.Submit call)
    {
        var request = call.Request;
        var id = request.ClientOrderId;
        if (Knows(id))
        {
            // The gateway takes "duplicate id" for success and reads the order.
            NewsOf(id).Add(new BotInput.Acknowledged(id, Order(id).VenueOrderId));
            Tell(Order(id));
            return;
        }

        var plan = OnSubmit(request);
        if (plan.LosesRequest)
        {
            return;
        }

        if ((plan.Refusal ?? NaturalRefusal(request)) is { } refusal)
        {
            Unless(plan.LosesAnswer, id, new BotInput.Refused(id, refusal, refusal.ToString().ToUpperInvariant(), "refused by the fake venue"));
            return;
        }

        var order = new FakeOrder
        {
            Request = request,
            VenueOrderId = string.Create(CultureInfo.InvariantCulture, $"v{_nextOrder++:D6}"),
            Quantity = request.Quantity.Value,
            Trigger = request.TriggerPrice,
            Status = request.Purpose == OrderPurpose.ProtectiveStop ? OrderStatus.Untriggered : OrderStatus.New,
        };
        _orders.Add(id.Value, order);
        Unless(plan.LosesAnswer, id, new BotInput.Acknowledged(id, order.VenueOrderId));
        Tell(order);
        if (request.Purpose == OrderPurpose.Entry && Math.Abs(Price - call.Reference) > RiskGate.SlippageRoom * call.Reference.Value)
        {
            End(order, OrderStatus.Cancelled, "SlippageBound");
        }
        else if (request.Purpose != OrderPurpose.ProtectiveStop)
        {
            Execute(order, plan);
        }
    }

    private OrderRefusal? NaturalRefusal(OrderRequest request) => request switch
    {
        { ReduceOnly: true } when Net <= 0m => OrderRefusal.NothingToReduce,
        { TriggerPrice: { } trigger } when trigger >= Price => OrderRefusal.TriggerThroughPrice,
        _ when request.Quantity < Instrument.MinQuantity => OrderRefusal.Other,
        _ => null,
    };

    private void Cancel(VenueCall.Cancel call)
    {
        var plan = OnChange(call);
        if (!Knows(call.Order) || plan.LosesRequest)
        {
            return;
        }

        if (Order(call.Order).IsLive)
        {
            End(Order(call.Order), OrderStatus.Cancelled, "CancelByUser");
        }
        else
        {
            Tell(Order(call.Order));
        }
    }

    private void Move(VenueCall.Move call)
    {
        var plan = OnChange(call);
        if (plan.LosesRequest)
        {
            return;
        }

        var isResting = Knows(call.Order) && Order(call.Order).Status == OrderStatus.Untriggered;
        var refusal = plan.Refusal ?? (!isResting ? OrderRefusal.Other : call.Trigger >= Price ? OrderRefusal.TriggerThroughPrice : null);
        if (refusal is { } code)
        {
            Unless(plan.LosesAnswer, call.Order, new BotInput.StopMoveRefused(call.Order, code, code.ToString().ToUpperInvariant(), "refused by the fake venue"));
            return;
        }

        Order(call.Order).Trigger = call.Trigger;
        Order(call.Order).Quantity = call.Quantity.Value;
        Unless(plan.LosesAnswer, call.Order, new BotInput.StopMoved(call.Order, call.Trigger));
        Tell(Order(call.Order));
    }

    private void Execute(FakeOrder order, VenuePlan plan)
    {
        foreach (var piece in plan.Pieces)
        {
            Match(order, Math.Min(piece, order.Left));
        }

        if (plan.HoldsRest && order.Left > 0m && order.Filled > 0m)
        {
            return;
        }

        if (!plan.CancelsRest)
        {
            Match(order, order.Left);
        }

        if (order.IsLive)
        {
            End(order, OrderStatus.Cancelled, "NoLiquidity");
        }
    }

    private void Match(FakeOrder order, decimal quantity)
    {
        var possible = order.Request.ReduceOnly ? Math.Min(quantity, Net) : quantity;
        if (possible <= 0m || !order.IsLive)
        {
            return;
        }

        var fill = Book(order.Request.ClientOrderId, order.VenueOrderId, order.Request.Side, possible, FillKind.Trade);
        order.Filled += possible;
        order.Status = order.Left > 0m ? OrderStatus.PartiallyFilled : OrderStatus.Filled;
        NewsOf(order.Request.ClientOrderId).Add(new BotInput.Filled(fill));
        Tell(order);
    }

    private Fill Book(ClientOrderId? id, string venueOrderId, OrderSide side, decimal quantity, FillKind kind)
    {
        var fill = new Fill
        {
            FillId = string.Create(CultureInfo.InvariantCulture, $"fill-{_nextFill++:D6}"),
            ClientOrderId = id,
            VenueOrderId = venueOrderId,
            Instrument = Instrument.Id,
            Side = side,
            Price = Price,
            Quantity = new Quantity(quantity),
            Fee = new Money(Price.Value * quantity * FeeRate),
            Kind = kind,
            At = Now,
        };
        _fills.Add(fill);
        _cost += side == OrderSide.Buy ? quantity * Price.Value : Net == 0m ? 0m : -quantity * _cost / Net;
        Net += side == OrderSide.Buy ? quantity : -quantity;
        Cash += (side == OrderSide.Buy ? -(fill.Price * fill.Quantity) : fill.Price * fill.Quantity) - fill.Fee;
        return fill;
    }

    private void End(FakeOrder order, OrderStatus status, string reason)
    {
        if (order.IsLive)
        {
            order.Status = status;
            order.Reason = reason;
            Tell(order);
        }
    }

    private void Tell(FakeOrder order) => NewsOf(order.Request.ClientOrderId).Add(new BotInput.Reported(order.Report(Now)));

    private List<BotInput> NewsOf(ClientOrderId order) => Account.NewsOf(order.BotId);

    private void Unless(bool isLost, ClientOrderId order, BotInput news)
    {
        if (!isLost)
        {
            NewsOf(order).Add(news);
        }
    }
}

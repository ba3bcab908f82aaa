using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Opens, changes and ends orders: the one place where an order's state is set, recorded and told.</summary>
internal sealed class OrderRegistry
{
    private readonly ExchangeState _state;
    private readonly Dictionary<string, LiveOrder> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string ClientOrderId), LiveOrder> _byClientId = [];

    public OrderRegistry(ExchangeState state) => _state = state;

    /// <summary>An open order by the venue's id, which wins, or the client's.</summary>
    public LiveOrder? Find(string account, string? orderId, string? clientOrderId)
    {
        if (!string.IsNullOrEmpty(orderId))
        {
            return _byId.TryGetValue(orderId, out var live) && live.Order.Account == account ? live : null;
        }

        return string.IsNullOrEmpty(clientOrderId) ? null : _byClientId.GetValueOrDefault((account, clientOrderId));
    }

    /// <summary>Gives a new order its number and id and takes it in; telling is left to the caller's next step.</summary>
    public LiveOrder Open(Holding holding, VenueOrder draft)
    {
        var number = ++_state.LastOrderNumber;
        var live = new LiveOrder(draft with { Number = number, OrderId = _state.Ids.Order(number) }, holding);
        Index(live);
        Record(live, live.Order);
        return live;
    }

    /// <summary>Takes in an order that the ledger knows.</summary>
    public LiveOrder Restore(Holding holding, VenueOrder order)
    {
        var live = new LiveOrder(order, holding);
        Index(live);
        return live;
    }

    /// <summary>Sets an order's state without telling it; for the steps inside one match.</summary>
    public void Record(LiveOrder live, VenueOrder next)
    {
        var market = live.Holding.Market;
        live.Order = next with { Sequence = ++market.Sequence, UpdatedAt = _state.Now };
        _state.Mutation.Orders[live.Order.Number] = live.Order;
        _state.Mutation.Touched.Add(live.Holding);
        if (!live.Order.IsOpen)
        {
            live.Withdraw?.Invoke();
            live.Withdraw = null;
            live.Holding.Orders.Remove(live.Order.Number);
            _byId.Remove(live.Order.OrderId);
            _byClientId.Remove((live.Order.Account, live.Order.ClientOrderId));
        }
    }

    /// <summary>Sets an order's state and tells it.</summary>
    public void Change(LiveOrder live, VenueOrder next)
    {
        Record(live, next);
        Tell(live);
    }

    /// <summary>Tells an order's present state.</summary>
    public void Tell(LiveOrder live) => _state.Mutation.Tell(new SimulationEvent.OrderChanged(live.Order));

    /// <summary>Ends an order before it is filled whole: what still waits for its trigger is deactivated, all else cancelled.</summary>
    public void End(LiveOrder live, CancelCause cause) => Change(live, live.Order with
    {
        Status = live.Order.Status == VenueOrderStatus.Untriggered ? VenueOrderStatus.Deactivated : VenueOrderStatus.Cancelled,
        CancelCause = cause,
    });

    /// <summary>Puts an order where its present state makes it wait.</summary>
    public static void Rest(LiveOrder live)
    {
        live.Withdraw?.Invoke();
        live.Withdraw = null;
        live.Holding.Market.Resting.Add(live);
    }

    /// <summary>Puts an active order in the queue of those that match at a later tick.</summary>
    public static void Queue(LiveOrder live)
    {
        live.Withdraw?.Invoke();
        live.Withdraw = null;
        live.Holding.Market.Resting.AddWorking(live);
    }

    private void Index(LiveOrder live)
    {
        _byId.Add(live.Order.OrderId, live);
        live.Holding.Orders.Add(live.Order.Number, live);
        if (live.Order.ClientOrderId.Length > 0)
        {
            _byClientId.Add((live.Order.Account, live.Order.ClientOrderId), live);
        }
    }
}

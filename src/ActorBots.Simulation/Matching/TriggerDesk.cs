using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Takes conditional orders whose trigger was reached into the market: themselves, or another order in their place.</summary>
internal sealed class TriggerDesk(ExchangeState state, OrderRegistry orders, OrderDesk desk)
{
    public void Fire(LiveOrder live)
    {
        live.Withdraw?.Invoke();
        live.Withdraw = null;
        var fired = live.Order with { TriggeredAt = state.Now };
        if (fired.IsProtection && state.Settings.Customs.FiredProtection == FiredProtection.MakesChild)
        {
            orders.Change(live, fired with { Status = VenueOrderStatus.Fired });
            desk.Activate(orders.Open(live.Holding, ChildOf(fired)));
            return;
        }

        orders.Change(live, fired with { Status = VenueOrderStatus.Triggered });
        orders.Record(live, live.Order with { Status = VenueOrderStatus.New });
        desk.Activate(live);
    }

    private VenueOrder ChildOf(VenueOrder parent) => new()
    {
        OrderId = string.Empty,
        Number = 0,
        Account = parent.Account,
        ClientOrderId = string.Empty,
        ParentOrderId = parent.OrderId,
        PositionId = parent.PositionId,
        Symbol = parent.Symbol,
        Side = parent.Side,
        Type = parent.Type,
        TimeInForce = parent.TimeInForce,
        Quantity = parent.Quantity,
        Price = parent.Price,
        PositionIndex = parent.PositionIndex,
        ReduceOnly = true,
        Origin = parent.Origin,
        Status = VenueOrderStatus.New,
        LastPriceOnCreated = parent.LastPriceOnCreated,
        CreatedAt = state.Now,
        UpdatedAt = state.Now,
        MatchableAt = state.Now,
    };
}

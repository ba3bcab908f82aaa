using ActorBots.Domain.Accounts;
using ActorBots.Domain.Risk;
using ActorBots.Protocol.Gateways;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>What a bot asks of the gateway of its account.</summary>
internal static class AccountCommandMapper
{
    public static Wire.Attach ToWire(AccountCommand.Attach command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Symbol = Write(command.Instrument),
        Leverage = Write(command.Leverage),
        OpenQuantity = Write(command.OpenQuantity),
        Orders = { command.Orders.Select(ToWire) },
        Claim = AccountMapper.ToWire(command.Claim),
    };

    public static AccountCommand.Attach FromWire(Wire.Attach wire) =>
        new(wire.AccountId, wire.BotId, ReadInstrument(wire.Symbol), ReadDecimal(wire.Leverage), ReadQuantity(wire.OpenQuantity))
        {
            Orders = [.. wire.Orders.Select(FromWire)],
            Claim = AccountMapper.FromWire(wire.Claim, wire.BotId, ReadInstrument(wire.Symbol)),
        };

    public static Wire.Detach ToWire(AccountCommand.Detach command) => new() { AccountId = command.AccountId, BotId = command.BotId };

    public static AccountCommand.Detach FromWire(Wire.Detach wire) => new(wire.AccountId, wire.BotId);

    public static Wire.ReportHolding ToWire(AccountCommand.ReportHolding command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Symbol = Write(command.Instrument),
        OpenQuantity = Write(command.OpenQuantity),
        Claim = AccountMapper.ToWire(command.Claim),
    };

    public static AccountCommand.ReportHolding FromWire(Wire.ReportHolding wire) =>
        new(wire.AccountId, wire.BotId, ReadInstrument(wire.Symbol), ReadQuantity(wire.OpenQuantity))
        {
            Claim = AccountMapper.FromWire(wire.Claim, wire.BotId, ReadInstrument(wire.Symbol)),
        };

    public static Wire.RequestBudget ToWire(AccountCommand.RequestBudget command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Amount = Write(command.Amount),
    };

    public static AccountCommand.RequestBudget FromWire(Wire.RequestBudget wire) => new(wire.AccountId, wire.BotId, ReadMoney(wire.Amount));

    public static Wire.Submit ToWire(AccountCommand.Submit command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Order = OrderMapper.ToWire(command.Order.Value),
    };

    public static AccountCommand.Submit FromWire(Wire.Submit wire) =>
        new(wire.AccountId, wire.BotId, RiskGate.FromWire(OrderMapper.FromWire(wire.Order)));

    public static Wire.Cancel ToWire(AccountCommand.Cancel command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Symbol = Write(command.Instrument),
        Order = Write(command.Order),
        Live = command.Live is { } live ? ToWire(live) : null,
    };

    public static AccountCommand.Cancel FromWire(Wire.Cancel wire) =>
        new(wire.AccountId, wire.BotId, ReadInstrument(wire.Symbol), ReadOrder(wire.Order))
        {
            Live = wire.Live is { } live ? FromWire(live) : null,
        };

    public static Wire.MoveStop ToWire(AccountCommand.MoveStop command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Symbol = Write(command.Instrument),
        Order = Write(command.Order),
        Trigger = Write(command.Trigger),
        Quantity = Write(command.Quantity),
        Live = command.Live is { } live ? ToWire(live) : null,
    };

    public static AccountCommand.MoveStop FromWire(Wire.MoveStop wire) => new(
        wire.AccountId,
        wire.BotId,
        ReadInstrument(wire.Symbol),
        ReadOrder(wire.Order),
        ReadPrice(wire.Trigger),
        ReadQuantity(wire.Quantity))
    {
        Live = wire.Live is { } live ? FromWire(live) : null,
    };

    public static Wire.Resolve ToWire(AccountCommand.Resolve command) => new()
    {
        AccountId = command.AccountId,
        BotId = command.BotId,
        Symbol = Write(command.Instrument),
        Order = ToWire(command.Order),
    };

    public static AccountCommand.Resolve FromWire(Wire.Resolve wire) =>
        new(wire.AccountId, wire.BotId, ReadInstrument(wire.Symbol), FromWire(wire.Order));

    public static Wire.Reconcile ToWire(AccountCommand.Reconcile command)
    {
        var wire = new Wire.Reconcile
        {
            AccountId = command.AccountId,
            BotId = command.BotId,
            Symbol = Write(command.Instrument),
            Orders = { command.Orders.Select(ToWire) },
            OpenQuantity = Write(command.OpenQuantity),
            Claim = AccountMapper.ToWire(command.Claim),
        };
        if (command.Wish != AccountWish.None)
        {
            wire.Wish = Enums.Wish.Write(command.Wish);
        }

        if (command.Since is { } since)
        {
            wire.Since = Write(since);
        }

        return wire;
    }

    public static AccountCommand.Reconcile FromWire(Wire.Reconcile wire) => new(
        wire.AccountId,
        wire.BotId,
        ReadInstrument(wire.Symbol),
        [.. wire.Orders.Select(FromWire)],
        wire.HasSince ? ReadInstant(wire.Since) : null,
        ReadQuantity(wire.OpenQuantity))
    {
        Claim = AccountMapper.FromWire(wire.Claim, wire.BotId, ReadInstrument(wire.Symbol)),
        Wish = wire.HasWish ? Enums.Wish.Read(wire.Wish) : AccountWish.None,
    };

    private static Wire.LiveOrder ToWire(LiveOrder order)
    {
        var wire = new Wire.LiveOrder
        {
            Order = Write(order.Order),
            IsInFlight = order.IsInFlight,
            IntendedAt = Write(order.IntendedAt),
        };
        if (order.Quantity is { } quantity)
        {
            wire.Quantity = Write(quantity);
        }

        if (order.TriggerPrice is { } trigger)
        {
            wire.TriggerPrice = Write(trigger);
        }

        if (order.VenueOrderId.Length > 0)
        {
            wire.VenueOrderId = order.VenueOrderId;
        }

        return wire;
    }

    private static LiveOrder FromWire(Wire.LiveOrder wire) => new(ReadOrder(wire.Order), wire.IsInFlight, ReadInstant(wire.IntendedAt))
    {
        Quantity = wire.HasQuantity ? ReadQuantity(wire.Quantity) : null,
        TriggerPrice = wire.HasTriggerPrice ? ReadPrice(wire.TriggerPrice) : null,
        VenueOrderId = wire.HasVenueOrderId ? wire.VenueOrderId : string.Empty,
    };
}

using System.Diagnostics;
using System.Runtime.Serialization;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Bots;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>What an account gateway tells a bot: of their connection, and of what the venue said.</summary>
internal static class NewsMapper
{
    public static Wire.Attached ToWire(AccountNews.Attached news) => new()
    {
        BotId = news.BotId,
        Instrument = OrderMapper.ToWire(news.Instrument),
    };

    public static AccountNews.Attached FromWire(Wire.Attached wire) => new(wire.BotId, OrderMapper.FromWire(wire.Instrument));

    public static Wire.NotAttached ToWire(AccountNews.NotAttached news) => new()
    {
        BotId = news.BotId,
        Code = news.Code,
        Message = news.Message,
        IsFinal = news.IsFinal,
    };

    public static AccountNews.NotAttached FromWire(Wire.NotAttached wire) => new(wire.BotId, wire.Code, wire.Message, wire.IsFinal);

    public static Wire.Interrupted ToWire(AccountNews.Interrupted news) => new() { BotId = news.BotId };

    public static AccountNews.Interrupted FromWire(Wire.Interrupted wire) => new(wire.BotId);

    public static Wire.ReconciliationFailed ToWire(AccountNews.ReconciliationFailed news) => new() { BotId = news.BotId, Message = news.Message };

    public static AccountNews.ReconciliationFailed FromWire(Wire.ReconciliationFailed wire) => new(wire.BotId, wire.Message);

    public static Wire.BudgetDecided ToWire(AccountNews.BudgetDecided news) => new()
    {
        BotId = news.BotId,
        Amount = Write(news.Amount),
        Verdict = Enums.Verdict.Write(news.Answer.Verdict),
        Message = news.Answer.Message,
    };

    public static AccountNews.BudgetDecided FromWire(Wire.BudgetDecided wire) =>
        new(wire.BotId, ReadMoney(wire.Amount), new BudgetAnswer(Enums.Verdict.Read(wire.Verdict), wire.Message));

    public static Wire.TellBot ToWire(TellBot news)
    {
        var wire = new Wire.TellBot { BotId = news.BotId };
        switch (news.Input)
        {
            case BotInput.Acknowledged i:
                wire.Acknowledged = new Wire.Acknowledged { Order = Write(i.Order), VenueOrderId = i.VenueOrderId };
                break;
            case BotInput.Refused i:
                wire.Refused = ToWire(i);
                break;
            case BotInput.Reported i:
                wire.Reported = OrderMapper.ToWire(i.Report);
                break;
            case BotInput.Filled i:
                wire.Filled = OrderMapper.ToWire(i.Fill);
                break;
            case BotInput.FilledOutside i:
                wire.FilledOutside = OrderMapper.ToWire(i.Fill);
                break;
            case BotInput.Funded i:
                wire.Funded = ToWire(i.Share);
                break;
            case BotInput.StopMoved i:
                wire.StopMoved = new Wire.StopMoved { Order = Write(i.Order), Trigger = Write(i.Trigger) };
                break;
            case BotInput.StopMoveRefused i:
                wire.StopMoveRefused = ToWire(i);
                break;
            case BotInput.Reconciled i:
                wire.Reconciled = ToWire(i.Snapshot);
                break;
            default:
                throw new SerializationException(
                    $"TellBot carries a BotInput.{news.Input.GetType().Name}, which does not come from a venue and stays in its node");
        }

        return wire;
    }

    public static TellBot FromWire(Wire.TellBot wire) => new(wire.BotId, wire.InputCase switch
    {
        Wire.TellBot.InputOneofCase.Acknowledged =>
            new BotInput.Acknowledged(ReadOrder(wire.Acknowledged.Order), wire.Acknowledged.VenueOrderId),
        Wire.TellBot.InputOneofCase.Refused => Refused(wire.Refused),
        Wire.TellBot.InputOneofCase.Reported => new BotInput.Reported(OrderMapper.FromWire(wire.Reported)),
        Wire.TellBot.InputOneofCase.Filled => new BotInput.Filled(OrderMapper.FromWire(wire.Filled)),
        Wire.TellBot.InputOneofCase.FilledOutside => new BotInput.FilledOutside(OrderMapper.FromWire(wire.FilledOutside)),
        Wire.TellBot.InputOneofCase.Funded => new BotInput.Funded(FromWire(wire.Funded)),
        Wire.TellBot.InputOneofCase.StopMoved => new BotInput.StopMoved(ReadOrder(wire.StopMoved.Order), ReadPrice(wire.StopMoved.Trigger)),
        Wire.TellBot.InputOneofCase.StopMoveRefused => StopMoveRefused(wire.StopMoveRefused),
        Wire.TellBot.InputOneofCase.Reconciled => new BotInput.Reconciled(FromWire(wire.Reconciled)),
        _ => throw new UnreachableException($"no mapping for {wire.InputCase}"),
    });

    private static Wire.Refused ToWire(BotInput.Refused input) => new()
    {
        Order = Write(input.Order),
        Refusal = Enums.Refusal.Write(input.Refusal),
        Code = input.Code,
        Message = input.Message,
    };

    private static Wire.Refused ToWire(BotInput.StopMoveRefused input) => new()
    {
        Order = Write(input.Order),
        Refusal = Enums.Refusal.Write(input.Refusal),
        Code = input.Code,
        Message = input.Message,
    };

    private static BotInput.Refused Refused(Wire.Refused wire) =>
        new(ReadOrder(wire.Order), Enums.Refusal.Read(wire.Refusal), wire.Code, wire.Message);

    private static BotInput.StopMoveRefused StopMoveRefused(Wire.Refused wire) =>
        new(ReadOrder(wire.Order), Enums.Refusal.Read(wire.Refusal), wire.Code, wire.Message);

    private static Wire.FundingShare ToWire(FundingShare share) => new()
    {
        FundingId = share.FundingId,
        Amount = Write(share.Amount),
        At = Write(share.At),
    };

    private static FundingShare FromWire(Wire.FundingShare wire) => new(wire.FundingId, ReadMoney(wire.Amount), ReadInstant(wire.At));

    private static Wire.VenueSnapshot ToWire(VenueSnapshot snapshot)
    {
        var wire = PlainOf(snapshot);
        if (!snapshot.OthersQuantity.IsZero)
        {
            wire.OthersQuantity = Write(snapshot.OthersQuantity);
        }

        if (snapshot.NeedsAnotherLook)
        {
            wire.NeedsAnotherLook = true;
        }

        if (snapshot.Answered != AccountWish.None)
        {
            wire.Answered = Enums.Wish.Write(snapshot.Answered);
        }

        if (snapshot.CancelledOrders > 0)
        {
            wire.CancelledOrders = snapshot.CancelledOrders;
        }

        return wire;
    }

    private static Wire.VenueSnapshot PlainOf(VenueSnapshot snapshot) => new()
    {
        Orders = { snapshot.Orders.Select(OrderMapper.ToWire) },
        Missing = { snapshot.Missing.Select(order => Write(order)) },
        Fills = { snapshot.Fills.Select(OrderMapper.ToWire) },
        ForeignFills = { snapshot.ForeignFills.Select(OrderMapper.ToWire) },
        Funding = { snapshot.Funding.Select(ToWire) },
        NetQuantity = Write(snapshot.NetQuantity),
        IsShared = snapshot.IsShared,
        Standing = AccountMapper.ToWire(snapshot.Standing),
        Shortfall = AccountMapper.ToWire(snapshot.Shortfall),
        Adoption = AccountMapper.ToWire(snapshot.Adoption),
    };

    private static VenueSnapshot FromWire(Wire.VenueSnapshot wire) => new()
    {
        Orders = [.. wire.Orders.Select(OrderMapper.FromWire)],
        Missing = [.. wire.Missing.Select(order => ReadOrder(order, nameof(wire.Missing)))],
        Fills = [.. wire.Fills.Select(OrderMapper.FromWire)],
        ForeignFills = [.. wire.ForeignFills.Select(OrderMapper.FromWire)],
        Funding = [.. wire.Funding.Select(FromWire)],
        NetQuantity = ReadDecimal(wire.NetQuantity),
        IsShared = wire.IsShared,
        OthersQuantity = wire.HasOthersQuantity ? ReadQuantity(wire.OthersQuantity) : Quantity.Zero,
        Standing = AccountMapper.FromWire(wire.Standing),
        Shortfall = AccountMapper.FromWire(wire.Shortfall),
        NeedsAnotherLook = wire.NeedsAnotherLook,
        Adoption = AccountMapper.FromWire(wire.Adoption),
        CancelledOrders = wire.CancelledOrders,
        Answered = wire.HasAnswered ? Enums.Wish.Read(wire.Answered) : AccountWish.None,
    };
}

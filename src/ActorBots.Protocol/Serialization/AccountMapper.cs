using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>How an account stands against its bots: claims, differences, and the events that follow.</summary>
internal static class AccountMapper
{
    public static Wire.BotClaim? ToWire(BotClaim? claim) => claim is null
        ? null
        : new Wire.BotClaim
        {
            OpenQuantity = Write(claim.Open),
            Dust = Write(claim.Dust),
            OpenCost = Write(claim.OpenCost),
            Allocated = Write(claim.Allocated),
            Orders = { claim.Orders.Select(order => Write(order)) },
            IsAtRest = claim.IsAtRest,
        };

    public static BotClaim? FromWire(Wire.BotClaim? wire, string botId, InstrumentId instrument) => wire is null
        ? null
        : new BotClaim
        {
            BotId = botId,
            Instrument = instrument,
            Open = ReadQuantity(wire.OpenQuantity),
            Dust = ReadQuantity(wire.Dust),
            OpenCost = ReadMoney(wire.OpenCost),
            Allocated = ReadMoney(wire.Allocated),
            Orders = [.. wire.Orders.Select(order => ReadOrder(order, nameof(wire.Orders)))],
            IsAtRest = wire.IsAtRest,
        };

    public static Wire.AccountMismatch ToWire(AccountMismatch mismatch) => new()
    {
        Symbol = Write(mismatch.Instrument),
        NetQuantity = Write(mismatch.NetQuantity),
        BotsQuantity = Write(mismatch.BotsQuantity),
        Excess = Write(mismatch.Excess),
        Shortage = Write(mismatch.Shortage),
        Short = Write(mismatch.Short),
        ForeignOrders = { mismatch.ForeignOrders },
    };

    public static AccountMismatch FromWire(Wire.AccountMismatch wire) => new()
    {
        Instrument = ReadInstrument(wire.Symbol),
        NetQuantity = ReadDecimal(wire.NetQuantity),
        BotsQuantity = ReadQuantity(wire.BotsQuantity),
        Excess = ReadQuantity(wire.Excess),
        Shortage = ReadQuantity(wire.Shortage),
        Short = ReadQuantity(wire.Short),
        ForeignOrders = [.. wire.ForeignOrders],
    };

    public static Wire.AccountStanding? ToWire(AccountStanding? standing) => standing is null
        ? null
        : new Wire.AccountStanding
        {
            Mismatches = { standing.Mismatches.Select(ToWire) },
            Unsettled = { standing.Unsettled.Select(instrument => Write(instrument)) },
        };

    public static AccountStanding? FromWire(Wire.AccountStanding? wire) => wire is null
        ? null
        : new AccountStanding([.. wire.Mismatches.Select(FromWire)], [.. wire.Unsettled.Select(text => ReadInstrument(text, nameof(wire.Unsettled)))]);

    public static Wire.AccountShortfall? ToWire(AccountShortfall? shortfall) => shortfall is null
        ? null
        : new Wire.AccountShortfall { Stated = Write(shortfall.Stated), Missing = Write(shortfall.Missing) };

    public static AccountShortfall? FromWire(Wire.AccountShortfall? wire) =>
        wire is null ? null : new AccountShortfall(ReadQuantity(wire.Stated), ReadQuantity(wire.Missing));

    public static Wire.AdoptionOffer? ToWire(AdoptionOffer? offer) =>
        offer is null ? null : new Wire.AdoptionOffer { Quantity = Write(offer.Quantity), Cost = Write(offer.Cost) };

    public static AdoptionOffer? FromWire(Wire.AdoptionOffer? wire) =>
        wire is null ? null : new AdoptionOffer(ReadQuantity(wire.Quantity), ReadMoney(wire.Cost));

    public static Wire.AccountMismatched ToWire(BotEvent.AccountMismatched e) => new() { At = Write(e.At), Mismatch = ToWire(e.Mismatch) };

    public static BotEvent.AccountMismatched FromWire(Wire.AccountMismatched wire) => new(FromWire(wire.Mismatch)) { At = ReadInstant(wire.At) };

    public static Wire.AccountMatched ToWire(BotEvent.AccountMatched e) => new() { At = Write(e.At) };

    public static BotEvent.AccountMatched FromWire(Wire.AccountMatched wire) => new() { At = ReadInstant(wire.At) };

    public static Wire.BudgetGranted ToWire(BotEvent.BudgetGranted e) => new() { At = Write(e.At), Amount = Write(e.Amount) };

    public static BotEvent.BudgetGranted FromWire(Wire.BudgetGranted wire) => new(ReadMoney(wire.Amount)) { At = ReadInstant(wire.At) };

    public static Wire.PositionAdopted ToWire(BotEvent.PositionAdopted e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        Quantity = Write(e.Quantity),
        Cost = Write(e.Cost),
        Atr = Write(e.Atr),
        Price = Write(e.Price),
        RecentHigh = Write(e.RecentHigh),
    };

    public static BotEvent.PositionAdopted FromWire(Wire.PositionAdopted wire) => new()
    {
        At = ReadInstant(wire.At),
        Number = wire.Number,
        Quantity = ReadQuantity(wire.Quantity),
        Cost = ReadMoney(wire.Cost),
        Atr = ReadDecimal(wire.Atr),
        Price = ReadPrice(wire.Price),
        RecentHigh = ReadPrice(wire.RecentHigh),
    };
}

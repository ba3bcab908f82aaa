using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>A row of <c>trades</c>, in SQLite's types.</summary>
internal sealed record TradeRecord
{
    public required string Id { get; init; }

    public required string BotId { get; init; }

    public required string UserId { get; init; }

    public required string PositionId { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string Quantity { get; init; }

    public required string EntryPrice { get; init; }

    public required string ExitPrice { get; init; }

    public required string Fees { get; init; }

    public required string Funding { get; init; }

    public required string Pnl { get; init; }

    public required string ExitReason { get; init; }

    public required long OpenedAt { get; init; }

    public required long ClosedAt { get; init; }

    public static TradeRecord Of(TradeRow row) => new()
    {
        Id = row.TradeId,
        BotId = row.BotId,
        UserId = row.UserId,
        PositionId = row.PositionId,
        Symbol = row.Instrument.Symbol,
        Side = row.Side,
        Quantity = StoredDecimal.ToStored(row.Quantity.Value),
        EntryPrice = StoredDecimal.ToStored(row.EntryPrice.Value),
        ExitPrice = StoredDecimal.ToStored(row.ExitPrice.Value),
        Fees = StoredDecimal.ToStored(row.Fees.Value),
        Funding = StoredDecimal.ToStored(row.Funding.Value),
        Pnl = StoredDecimal.ToStored(row.Pnl.Value),
        ExitReason = row.ExitReason,
        OpenedAt = StoredInstant.ToStored(row.OpenedAt),
        ClosedAt = StoredInstant.ToStored(row.ClosedAt),
    };

    public TradeRow ToRow() => new()
    {
        TradeId = Id,
        BotId = BotId,
        UserId = UserId,
        PositionId = PositionId,
        Instrument = new InstrumentId(Symbol),
        Side = Side,
        Quantity = new Quantity(StoredDecimal.FromStored(Quantity)),
        EntryPrice = new Price(StoredDecimal.FromStored(EntryPrice)),
        ExitPrice = new Price(StoredDecimal.FromStored(ExitPrice)),
        Fees = new Money(StoredDecimal.FromStored(Fees)),
        Funding = new Money(StoredDecimal.FromStored(Funding)),
        Pnl = new Money(StoredDecimal.FromStored(Pnl)),
        ExitReason = ExitReason,
        OpenedAt = StoredInstant.FromStored(OpenedAt),
        ClosedAt = StoredInstant.FromStored(ClosedAt),
    };
}

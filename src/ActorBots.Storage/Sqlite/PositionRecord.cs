using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>A row of <c>positions</c>, in SQLite's types.</summary>
internal sealed record PositionRecord
{
    private const string Open = "OPEN";
    private const string Closed = "CLOSED";

    public required string Id { get; init; }

    public required string BotId { get; init; }

    public required string UserId { get; init; }

    public required string Exchange { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string Quantity { get; init; }

    public required string EntryPrice { get; init; }

    public required string TargetPrice { get; init; }

    public required string StopLoss { get; init; }

    public string? TrailingStop { get; init; }

    public required string Status { get; init; }

    public required string EntryOrderId { get; init; }

    public required string StopOrderId { get; init; }

    public required long OpenedAt { get; init; }

    public long? ClosedAt { get; init; }

    public required long SequenceNumber { get; init; }

    public static PositionRecord Of(PositionRow row) => new()
    {
        Id = row.PositionId,
        BotId = row.BotId,
        UserId = row.UserId,
        Exchange = row.Exchange,
        Symbol = row.Instrument.Symbol,
        Side = row.Side,
        Quantity = StoredDecimal.ToStored(row.Quantity.Value),
        EntryPrice = StoredDecimal.ToStored(row.EntryPrice.Value),
        TargetPrice = StoredDecimal.ToStored(row.TargetPrice.Value),
        StopLoss = StoredDecimal.ToStored(row.StopLoss.Value),
        TrailingStop = row.TrailingStop is { } trailingStop ? StoredDecimal.ToStored(trailingStop.Value) : null,
        Status = row.IsOpen ? Open : Closed,
        EntryOrderId = row.EntryOrderId,
        StopOrderId = row.StopOrderId,
        OpenedAt = StoredInstant.ToStored(row.OpenedAt),
        ClosedAt = row.ClosedAt is { } closedAt ? StoredInstant.ToStored(closedAt) : null,
        SequenceNumber = row.SequenceNumber,
    };

    public PositionRow ToRow() => new()
    {
        PositionId = Id,
        BotId = BotId,
        UserId = UserId,
        Exchange = Exchange,
        Instrument = new InstrumentId(Symbol),
        Side = Side,
        Quantity = new Quantity(StoredDecimal.FromStored(Quantity)),
        EntryPrice = new Price(StoredDecimal.FromStored(EntryPrice)),
        TargetPrice = new Price(StoredDecimal.FromStored(TargetPrice)),
        StopLoss = new Price(StoredDecimal.FromStored(StopLoss)),
        TrailingStop = TrailingStop is null ? null : new Price(StoredDecimal.FromStored(TrailingStop)),
        IsOpen = Status == Open,
        EntryOrderId = EntryOrderId,
        StopOrderId = StopOrderId,
        OpenedAt = StoredInstant.FromStored(OpenedAt),
        ClosedAt = ClosedAt is { } closedAt ? StoredInstant.FromStored(closedAt) : null,
        SequenceNumber = SequenceNumber,
    };
}

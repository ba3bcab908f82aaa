using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>The status side of a row of <c>bots</c>, in SQLite's types.</summary>
internal sealed record BotStatusRecord
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public required string DesiredStatus { get; init; }

    public required string TotalRealizedPnl { get; init; }

    public required string UnrealizedPnl { get; init; }

    public required long TradesToday { get; init; }

    public required long TradesTotal { get; init; }

    public required long Wins { get; init; }

    public required long Losses { get; init; }

    public required string MaxDrawdown { get; init; }

    public required string LastError { get; init; }

    public required long LastHeartbeat { get; init; }

    public required long SequenceNumber { get; init; }

    public static BotStatusRecord Of(BotStatusRow row) => new()
    {
        Id = row.BotId,
        Status = row.Status,
        DesiredStatus = row.DesiredStatus,
        TotalRealizedPnl = StoredDecimal.ToStored(row.TotalRealizedPnl.Value),
        UnrealizedPnl = StoredDecimal.ToStored(row.UnrealizedPnl.Value),
        TradesToday = row.TradesToday,
        TradesTotal = row.TradesTotal,
        Wins = row.Wins,
        Losses = row.Losses,
        MaxDrawdown = StoredDecimal.ToStored(row.MaxDrawdown.Value),
        LastError = row.LastError,
        LastHeartbeat = StoredInstant.ToStored(row.LastHeartbeat),
        SequenceNumber = row.SequenceNumber,
    };

    public BotStatusRow ToRow() => new()
    {
        BotId = Id,
        Status = Status,
        DesiredStatus = DesiredStatus,
        TotalRealizedPnl = new Money(StoredDecimal.FromStored(TotalRealizedPnl)),
        UnrealizedPnl = new Money(StoredDecimal.FromStored(UnrealizedPnl)),
        TradesToday = checked((int)TradesToday),
        TradesTotal = checked((int)TradesTotal),
        Wins = checked((int)Wins),
        Losses = checked((int)Losses),
        MaxDrawdown = new Money(StoredDecimal.FromStored(MaxDrawdown)),
        LastError = LastError,
        LastHeartbeat = StoredInstant.FromStored(LastHeartbeat),
        SequenceNumber = SequenceNumber,
    };
}

using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Ports.Storage;

namespace ActorBots.Actors.Projections;

/// <summary>Folds a bot's events into the rows of the books. Pure; each row is a function of the events up to its sequence number.</summary>
internal static class PositionFold
{
    /// <summary>The number of the position that an event speaks of, or nothing when the books do not care for the event.</summary>
    public static long? PositionOf(BotEvent happened) => happened switch
    {
        BotEvent.PositionOpened e => e.Number,
        BotEvent.OrderIntended { Request.Purpose: OrderPurpose.ProtectiveStop } e => e.PositionNumber,
        BotEvent.ReducedOutside e => e.Number,
        BotEvent.PositionClosed e => e.Trade.Number,
        _ => null,
    };

    /// <summary>The stop order that an event moves, or nothing.</summary>
    public static ClientOrderId? MovedStopOf(BotEvent happened) => happened is BotEvent.StopMoveIntended e ? e.Order : null;

    /// <summary>The row after an event.</summary>
    /// <param name="row">The row before; absent before the position was opened.</param>
    /// <param name="happened">The event.</param>
    /// <param name="owner">The bot's document, for the owner and the venue.</param>
    /// <param name="botId">Which bot.</param>
    /// <param name="sequence">The event's sequence number.</param>
    public static PositionRow? Apply(PositionRow? row, BotEvent happened, BotDocument? owner, string botId, long sequence) => happened switch
    {
        BotEvent.PositionOpened e => Opened(e, owner, botId, sequence),
        BotEvent.OrderIntended e when row is not null => row with { StopOrderId = e.Request.ClientOrderId.Value, SequenceNumber = sequence },
        BotEvent.StopMoveIntended e when row is not null => row with
        {
            StopLoss = e.Trigger,
            TrailingStop = e.IsTrailing ? e.Trigger : row.TrailingStop,
            Quantity = e.Quantity,
            SequenceNumber = sequence,
        },
        BotEvent.ReducedOutside e when row is not null => row with { Quantity = row.Quantity - Quantity.Min(e.Quantity, row.Quantity), SequenceNumber = sequence },
        BotEvent.PositionClosed e when row is not null => row with
        {
            Quantity = Quantity.Zero,
            EntryPrice = e.Trade.EntryPrice,
            IsOpen = false,
            StopOrderId = string.Empty,
            ClosedAt = e.Trade.ClosedAt,
            SequenceNumber = sequence,
        },
        _ => row,
    };

    /// <summary>The trade of a closing event.</summary>
    public static TradeRow TradeOf(Trade trade, PositionRow? position, BotDocument? owner, string botId) => new()
    {
        TradeId = BookIds.Trade(botId, trade.Number),
        BotId = botId,
        UserId = position?.UserId ?? owner?.UserId ?? string.Empty,
        PositionId = BookIds.Position(botId, trade.Number),
        Instrument = position?.Instrument ?? default,
        Side = "LONG",
        Quantity = trade.Quantity,
        EntryPrice = trade.EntryPrice,
        ExitPrice = trade.ExitPrice,
        Fees = trade.Fees,
        Funding = trade.Funding,
        Pnl = trade.Pnl,
        ExitReason = trade.Reason.Name(),
        OpenedAt = trade.OpenedAt,
        ClosedAt = trade.ClosedAt,
    };

    private static PositionRow Opened(BotEvent.PositionOpened e, BotDocument? owner, string botId, long sequence) => new()
    {
        PositionId = BookIds.Position(botId, e.Number),
        BotId = botId,
        UserId = owner?.UserId ?? string.Empty,
        Exchange = owner?.Exchange ?? string.Empty,
        Instrument = e.Instrument,
        Side = "LONG",
        Quantity = e.Quantity,
        EntryPrice = e.EntryPrice,
        TargetPrice = e.Target,
        StopLoss = e.Stop,
        IsOpen = true,
        EntryOrderId = e.EntryOrder.Value,
        OpenedAt = e.At,
        SequenceNumber = sequence,
    };
}

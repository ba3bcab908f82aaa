using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>A bot's state in the words of the backend and of the books.</summary>
internal static class BotReport
{
    public static BotReply Reply(string botId, BotState state, BotSight sight, ProtectionClock clock)
    {
        var open = state.OpenPositions.ToList();
        return new BotReply
        {
            BotId = botId,
            Symbol = state.Config?.Trading.Symbol.Symbol ?? string.Empty,
            Status = StatusOf(state),
            DesiredStatus = DesiredOf(state),
            Price = sight.Price?.Price,
            Atr = sight.Indicators?.Atr,
            OpenPositions = open.Count,
            OpenQuantity = new Quantity(open.Sum(p => p.OpenQuantity.Value)),
            PositionsWithoutStop = open.Count(p => p.StopOrder is not { } stop || state.Orders[stop].Phase != OrderPhase.Working),
            RealizedPnl = state.Statistics.RealizedPnl,
            UnrealizedPnl = sight.Positions?.UnrealizedPnl ?? Money.Zero,
            OpenCosts = new Money(open.Sum(p => p.EntryFees.Value + p.ExitFees.Value - p.Funding.Value) - state.UnattributedFunding.Value),
            OpenEntryCost = new Money(open.Sum(p => p.EntryCost.Value - p.ExitProceeds.Value)),
            Trades = state.Statistics.TradesTotal,
            Orders = state.NextIntent - 1,
            OutboxLength = state.Outbox.Count,
            Notifications = state.NextNotification - 1,
            UnprotectedMsMax = (long)clock.Longest.TotalMilliseconds,
            LastError = state.LastError,
        };
    }

    public static BotStatusRow Row(string botId, BotState state, BotSight sight, long sequence, DateTimeOffset now) => new()
    {
        BotId = botId,
        Status = StatusOf(state),
        DesiredStatus = DesiredOf(state),
        TotalRealizedPnl = state.Statistics.RealizedPnl,
        UnrealizedPnl = sight.Positions?.UnrealizedPnl ?? Money.Zero,
        TradesToday = state.Statistics.TradesToday(sight.Price?.At ?? now),
        TradesTotal = state.Statistics.TradesTotal,
        Wins = state.Statistics.Wins,
        Losses = state.Statistics.Losses,
        MaxDrawdown = state.Statistics.MaxDrawdown,
        LastError = state.LastError,
        LastHeartbeat = now,
        SequenceNumber = sequence,
    };

    public static string StatusOf(BotState state) => state.Actual.ToString().ToUpperInvariant();

    private static string DesiredOf(BotState state) => state.Desired.ToString().ToUpperInvariant();
}

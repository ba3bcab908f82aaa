using ActorBots.Domain.Bots;
using ActorBots.Domain.Positions;
using Akka.Event;

namespace ActorBots.Actors.Bots;

/// <summary>One line for each stored decision that moves money or changes what the bot is. The correlation id is the event's place in the journal.</summary>
internal static class BotLog
{
    public static void Write(ILoggingAdapter log, string botId, long sequence, BotEvent happened)
    {
        var correlation = $"{botId}#{sequence}";
        switch (happened)
        {
            case BotEvent.OrderIntended e:
                log.Info(
                    "{BotId} {CorrelationId} intends {OrderId}: {Side} {Quantity} at {Price}",
                    botId, correlation, e.Request.ClientOrderId.Value, e.Request.Side, e.Request.Quantity, e.Request.TriggerPrice ?? e.ReferencePrice);
                break;
            case BotEvent.OrderFilled e:
                log.Info(
                    "{BotId} {CorrelationId} filled {OrderId}: {Quantity} at {Price}, fee {Fee}",
                    botId, correlation, e.Order.Value, e.Fill.Quantity, e.Fill.Price, e.Fill.Fee);
                break;
            case BotEvent.OrderRejected e:
                log.Warning("{BotId} {CorrelationId} rejected {OrderId}: {Code} {Message}", botId, correlation, e.Order.Value, e.Code, e.Message);
                break;
            case BotEvent.PositionOpened e:
                log.Info(
                    "{BotId} {CorrelationId} opened {OrderId}: {Quantity} at {Price}, levels {Levels}",
                    botId, correlation, e.EntryOrder.Value, e.Quantity, e.EntryPrice, $"{e.Stop}..{e.Target}");
                break;
            case BotEvent.ExitDecided e:
                log.Info(
                    "{BotId} {CorrelationId} closes position {Number} at about {Price}: {Reason}",
                    botId, correlation, e.Number, e.ReferencePrice, e.Reason.Name());
                break;
            case BotEvent.StopMoveIntended e:
                log.Info(
                    "{BotId} {CorrelationId} moves stop {OrderId} to {Trigger} for {Quantity}", botId, correlation, e.Order.Value, e.Trigger, e.Quantity);
                break;
            case BotEvent.PositionClosed e:
                log.Info(
                    "{BotId} {CorrelationId} closed position {Number}: net PnL {Pnl}, {Reason}",
                    botId, correlation, e.Trade.Number, e.Trade.Pnl, e.Trade.Reason.Name());
                break;
            case BotEvent.PositionAdopted e:
                log.Info("{BotId} {CorrelationId} takes over {Quantity} at a cost of {Cost}", botId, correlation, e.Quantity, e.Cost);
                break;
            case BotEvent.AccountMismatched e:
                log.Error("{BotId} {CorrelationId} ACCOUNT_MISMATCH: {Message}", botId, correlation, e.Mismatch.Sentence);
                break;
            case BotEvent.ErrorRaised e:
                log.Error("{BotId} {CorrelationId} {Code}: {Message}", botId, correlation, e.Code, e.Message);
                break;
            case BotEvent.NotificationsSettled or BotEvent.OrderAccepted or BotEvent.OrderEnded:
                log.Debug("{BotId} {CorrelationId} {Event}", botId, correlation, happened);
                break;
            default:
                log.Info("{BotId} {CorrelationId} {Event}", botId, correlation, happened.GetType().Name);
                break;
        }
    }
}

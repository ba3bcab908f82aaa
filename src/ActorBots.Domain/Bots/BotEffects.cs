using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots;

/// <summary>Derives effects from events and from the state.</summary>
public static class BotEffects
{
    /// <summary>The effects of events that were just stored.</summary>
    /// <param name="events">The events of one decision, in order.</param>
    /// <param name="after">The state after them.</param>
    public static IEnumerable<BotEffect> Of(IEnumerable<BotEvent> events, BotState after)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(after);
        return events.Select(e => Of(e, after)).OfType<BotEffect>();
    }

    /// <summary>The changes of orders that a decision wants to be asked for once more. Safe to carry out again.</summary>
    /// <param name="decision">The decision.</param>
    public static IEnumerable<BotEffect> Repeated(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        foreach (var order in decision.Repeat.Select(id => decision.After.Orders.GetValueOrDefault(id)).OfType<BotOrder>())
        {
            if (order.CancelIntended)
            {
                yield return new BotEffect.Cancel(order.Request.ClientOrderId);
            }
            else if (order is { MovingTo: { } trigger, MovingQuantity: { } quantity })
            {
                yield return new BotEffect.MoveStop(order.Request.ClientOrderId, trigger, quantity);
            }
        }
    }

    private static BotEffect? Of(BotEvent happened, BotState after) => happened switch
    {
        BotEvent.OrderIntended e when after.Orders.TryGetValue(e.Request.ClientOrderId, out var order) => new BotEffect.Submit(RiskGate.Recall(order)),
        BotEvent.ExitDecided e when after.Positions.TryGetValue(e.Number, out var position) => CancelOf(after, position.StopOrder),
        BotEvent.OrderAccepted e => CancelOf(after, e.Order),
        BotEvent.StopMoveIntended e => new BotEffect.MoveStop(e.Order, e.Trigger, e.Quantity),
        _ => null,
    };

    private static BotEffect.Cancel? CancelOf(BotState state, ClientOrderId? id) =>
        id is { } order && state.Orders.TryGetValue(order, out var live) && live is { CancelIntended: true, Phase: OrderPhase.Working }
            ? new BotEffect.Cancel(order)
            : null;
}

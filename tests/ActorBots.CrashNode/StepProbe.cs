using System.Collections.Immutable;
using System.Diagnostics;
using ActorBots.Actors.Bots;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;

namespace ActorBots.CrashNode;

/// <summary>Ends the process, as <c>kill -9</c> does, before or after an event of the order's life is stored.</summary>
internal sealed class StepProbe : IBotProbe
{
    private volatile Step? _armed;

    /// <summary>Dies at the next such step; nothing takes the wish back.</summary>
    public void Arm(Step? step) => _armed = step;

    public void Storing(string botId, ImmutableArray<BotEvent> events) => Look("before", events);

    public void Stored(string botId, ImmutableArray<BotEvent> events) => Look("after", events);

    public void Protected(string botId, TimeSpan unprotected)
    {
        // Not a step of the order's life.
    }

    private void Look(string moment, ImmutableArray<BotEvent> events)
    {
        if (_armed is not { } step || step.Moment != moment || !events.Any(step.Is))
        {
            return;
        }

        Process.GetCurrentProcess().Kill();
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    /// <summary>A step.</summary>
    /// <param name="Moment"><c>before</c> or <c>after</c> the event is stored.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Purpose">What its order is for; <c>-</c> when it has none.</param>
    internal sealed record Step(string Moment, string Event, string Purpose)
    {
        public bool Is(BotEvent happened) => happened.GetType().Name == Event && (Purpose == "-" || OrderOf(happened)?.Purpose.ToString() == Purpose);

        private static ClientOrderId? OrderOf(BotEvent happened) => happened switch
        {
            BotEvent.OrderIntended e => e.Request.ClientOrderId,
            BotEvent.OrderAccepted e => e.Order,
            BotEvent.OrderFilled e => e.Order,
            BotEvent.OrderEnded e => e.Order,
            _ => null,
        };
    }
}

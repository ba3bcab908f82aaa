using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>A bot's life as events: two positions, a moved stop, an exit that failed, funding, errors, a stop and a new start.</summary>
internal sealed class Journal
{
    private readonly List<BotEvent> _events = [];
    private readonly decimal _price;
    private readonly decimal _quantity;
    private readonly decimal _fee;
    private DateTimeOffset _now;

    private Journal(decimal price, decimal quantity, decimal fee, DateTimeOffset start)
    {
        _price = price;
        _quantity = quantity;
        _fee = fee;
        _now = start;
    }

    public static IReadOnlyList<BotEvent> Of(decimal price, decimal quantity, decimal fee, DateTimeOffset start)
    {
        var journal = new Journal(price, quantity, fee, start);
        journal.Tell();
        return journal._events;
    }

    private void Tell()
    {
        Add(at => new BotEvent.Registered(EventSamples.Identity, WithWebhook) { At = at });
        Add(at => new BotEvent.Started { At = at });
        Buy(1);
        Protect(2, 1);
        Add(at => new BotEvent.DegradedChanged(true, "stale") { At = at });
        Add(at => new BotEvent.DegradedChanged(false, "fresh") { At = at });
        MoveStop(Stop(2));
        Buy(3);
        Protect(4, 3);
        Add(at => new BotEvent.FundingBooked(
            $"fund-{_now.Ticks}", ImmutableSortedDictionary<long, Money>.Empty.Add(0, new Money(_fee)).Add(1, new Money(-_fee)))
        { At = at });
        Add(at => new BotEvent.NotificationsSettled(2) { At = at });
        Reject(5);
        Add(at => new BotEvent.PositionDoubted(3, "the stop vanished") { At = at });
        Add(at => new BotEvent.PositionConfirmed(3) { At = at });
        Close(1, Stop(2), 6);
        ReduceOutside(3, Stop(4));
        Rest();
    }

    private void Rest()
    {
        Add(at => new BotEvent.Paused { At = at });
        Add(at => new BotEvent.ErrorRaised("CODE", "sentence", true) { At = at });
        Add(at => new BotEvent.ConfigReloaded(EventSamples.FullConfig) { At = at });
        Add(at => new BotEvent.Resumed { At = at, AwaitsBudget = true });
        Add(at => new BotEvent.BudgetGranted(new Money(_price)) { At = at });
        Add(at => new BotEvent.AccountMismatched(EventSamples.Mismatch) { At = at });
        Add(at => new BotEvent.PositionAdopted
        {
            At = at, Number = 7, Quantity = new Quantity(_quantity), Cost = new Money(_fee), Atr = _fee, Price = new Price(_price), RecentHigh = new Price(_price),
        });
        Add(at => new BotEvent.AccountMatched { At = at });
        Add(at => new BotEvent.StopRequested(StopMode.Close, ExitReason.BotStopped) { At = at });
        Add(at => new BotEvent.Stopped { At = at });
        Add(at => new BotEvent.Started { At = at });
    }

    private static Domain.Bots.Config.BotConfig WithWebhook => EventSamples.LeastConfig with
    {
        Notifications = EventSamples.LeastConfig.Notifications with { WebhookUrl = new Uri("https://backend.example/hooks") },
    };

    private static ClientOrderId Stop(long intent) => ClientOrderId.For("bot-1", intent, OrderPurpose.ProtectiveStop);

    private void Buy(long intent)
    {
        var id = Intend(intent, intent, OrderPurpose.Entry, _quantity);
        Add(at => new BotEvent.OrderAccepted(id, $"v-{intent}") { At = at });
        Fill(id, $"{intent}-b", _price, _quantity / 4m);
        Fill(id, $"{intent}-a", _price * 1.001m, _quantity / 4m * 3m);
        Add(at => new BotEvent.OrderEnded(id, OrderStatus.Filled, "") { At = at });
        Add(at => new BotEvent.PositionOpened(intent, new Price(_price * 1.1m), new Price(_price * 0.9m))
        {
            At = at,
            Instrument = EventSamples.Btc,
            Quantity = new Quantity(_quantity),
            EntryPrice = new Price(_price),
            EntryOrder = id,
        });
    }

    private void Protect(long intent, long position)
    {
        var id = Intend(intent, position, OrderPurpose.ProtectiveStop, _quantity);
        Add(at => new BotEvent.OrderAccepted(id, $"v-{intent}") { At = at });
    }

    private void MoveStop(ClientOrderId stop)
    {
        Add(at => new BotEvent.StopMoveIntended(stop, new Price(_price * 0.95m), new Quantity(_quantity), true) { At = at });
        Add(at => new BotEvent.StopMoveEnded(stop, true) { At = at });
        Add(at => new BotEvent.StopMoveIntended(stop, new Price(_price * 0.96m), new Quantity(_quantity), true) { At = at });
        Add(at => new BotEvent.StopMoveEnded(stop, false) { At = at });
    }

    private void Reject(long intent)
    {
        var id = Intend(intent, intent, OrderPurpose.Entry, _quantity);
        Add(at => new BotEvent.OrderRejected(id, "110007", "no money") { At = at });
    }

    private void Close(long position, ClientOrderId stop, long intent)
    {
        Add(at => new BotEvent.ExitDecided(position, ExitReason.Target, new Price(_price)) { At = at });
        Add(at => new BotEvent.ExitGivenUp(position, "10006", "later") { At = at });
        Add(at => new BotEvent.ExitDecided(position, ExitReason.Manual, new Price(_price)) { At = at });
        Add(at => new BotEvent.OrderEndReported(stop, OrderStatus.Cancelled, new Quantity(_quantity / 2m), "CancelByUser") { At = at });
        Fill(stop, $"{position}-s", _price * 0.95m, _quantity / 2m);
        Add(at => new BotEvent.OrderEnded(stop, OrderStatus.Cancelled, "CancelByUser") { At = at });
        var id = Intend(intent, position, OrderPurpose.Exit, _quantity / 2m);
        Fill(id, $"{position}-x", _price * 1.02m, _quantity / 2m);
        Add(at => new BotEvent.OrderEnded(id, OrderStatus.Filled, "") { At = at });
        Book(position, ExitReason.Manual);
    }

    private void ReduceOutside(long position, ClientOrderId stop)
    {
        Add(at => new BotEvent.ReducedOutside(
            position, "f-out", new Price(_price), new Quantity(_quantity), new Money(_fee), ExitReason.External)
        { At = at });
        Add(at => new BotEvent.OrderEnded(stop, OrderStatus.Cancelled, "") { At = at });
        Book(position, ExitReason.External);
    }

    private void Book(long position, ExitReason reason)
    {
        var state = _events.Aggregate(BotState.Empty, BotEvolution.Evolve);
        Add(at => new BotEvent.PositionClosed(Trade.Of(state.Positions[position], reason, at)) { At = at });
    }

    private ClientOrderId Intend(long intent, long position, OrderPurpose purpose, decimal quantity)
    {
        var id = ClientOrderId.For("bot-1", intent, purpose);
        Add(at => new BotEvent.OrderIntended
        {
            At = at,
            IntentNumber = intent,
            PositionNumber = position,
            Request = new OrderRequest
            {
                ClientOrderId = id,
                Instrument = EventSamples.Btc,
                Side = purpose == OrderPurpose.Entry ? OrderSide.Buy : OrderSide.Sell,
                Purpose = purpose,
                Quantity = new Quantity(quantity),
                TriggerPrice = purpose == OrderPurpose.ProtectiveStop ? new Price(_price * 0.9m) : null,
            },
            ReservedMargin = new Money(purpose == OrderPurpose.Entry ? _price * quantity / 10m : 0m),
            Atr = _fee,
            ReferencePrice = new Price(_price),
            RecentHigh = new Price(_price * 1.05m),
        });
        return id;
    }

    private void Fill(ClientOrderId id, string fillId, decimal price, decimal quantity) => Add(at => new BotEvent.OrderFilled(id, new Fill
    {
        FillId = fillId,
        ClientOrderId = id,
        VenueOrderId = "v",
        Instrument = EventSamples.Btc,
        Side = id.Purpose == OrderPurpose.Entry ? OrderSide.Buy : OrderSide.Sell,
        Price = new Price(price),
        Quantity = new Quantity(quantity),
        Fee = new Money(_fee),
        At = at,
    })
    { At = at });

    private void Add(Func<DateTimeOffset, BotEvent> happened)
    {
        _now = _now.AddTicks(13_370_001);
        _events.Add(happened(_now));
    }
}

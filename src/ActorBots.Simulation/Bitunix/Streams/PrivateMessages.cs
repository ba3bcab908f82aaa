using System.Collections.Concurrent;
using System.Text.Json;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The messages of Bitunix's private channels. An order's first message is always its creation, even when it is filled at once.</summary>
internal sealed class PrivateMessages : IAccountTranslator
{
    private const string Created = "CREATE";
    private const string Opened = "OPEN";
    private const string Updated = "UPDATE";
    private const string Closed = "CLOSE";

    private readonly BitunixVenue _venue;
    private readonly ConcurrentDictionary<string, bool> _told;

    public PrivateMessages(BitunixVenue venue)
    {
        _venue = venue;
        _told = new ConcurrentDictionary<string, bool>(
            venue.Exchange.GetAccounts()
                .SelectMany(a => venue.Exchange.GetOpenOrders(a.ApiKey, null))
                .Select(o => new KeyValuePair<string, bool>(o.OrderId, true)),
            StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public IEnumerable<AccountMessage> Translate(SimulationEvent happened, ExchangeAccount account, DateTimeOffset lastAt) => happened switch
    {
        SimulationEvent.OrderChanged({ IsProtection: true } order) => OfProtection(order),
        SimulationEvent.OrderChanged(var order) => OfOrder(order),
        SimulationEvent.PositionClosed(var position) => [OfClosed(position)],
        SimulationEvent.PositionChanged({ PositionId.Length: > 0 } position) changed => [OfPosition(position, changed.Opens ? Opened : Updated)],
        SimulationEvent.WalletChanged(var wallet) => [Message(PrivateChannel.Balance, lastAt, json => PrivateJson.WriteBalance(json, wallet))],
        _ => [],
    };

    private IEnumerable<AccountMessage> OfOrder(VenueOrder order)
    {
        var isNew = _told.TryAdd(order.OrderId, true);
        if (isNew)
        {
            yield return OfOrder(Created, order with
            {
                Status = VenueOrderStatus.New,
                CancelCause = CancelCause.None,
                FilledQuantity = 0m,
                FilledValue = 0m,
                Fee = 0m,
                UpdatedAt = order.CreatedAt,
            });
        }

        if (!order.IsOpen)
        {
            _told.TryRemove(order.OrderId, out _);
            yield return OfOrder(Closed, order);
        }
        else if (!isNew || order.Status == VenueOrderStatus.PartiallyFilled)
        {
            yield return OfOrder(Updated, order);
        }
    }

    private IEnumerable<AccountMessage> OfProtection(VenueOrder order)
    {
        var isNew = _told.TryAdd(order.OrderId, true);
        if (!order.IsOpen)
        {
            _told.TryRemove(order.OrderId, out _);
        }

        return [Message(order, PrivateChannel.TakeProfitStopLoss, json => PrivateJson.WriteProtection(
            json, !order.IsOpen ? Closed : isNew ? Created : Updated, order, LeverageOf(order), _venue.Settings))];
    }

    private AccountMessage OfOrder(string happened, VenueOrder order) =>
        Message(order, PrivateChannel.Order, json => PrivateJson.WriteOrder(json, happened, order, LeverageOf(order), _venue.Settings));

    private AccountMessage OfPosition(PositionSnapshot position, string happened) =>
        Message(PrivateChannel.Position, position.UpdatedAt ?? _venue.OpenedAt, json => PrivateJson.WritePosition(json, happened, position)) with
        {
            Symbol = position.Symbol,
        };

    private AccountMessage OfClosed(ClosedPosition position) =>
        Message(PrivateChannel.Position, position.ClosedAt, json => PrivateJson.WriteClosed(json, Closed, position)) with
        {
            Symbol = position.Symbol,
        };

    private decimal LeverageOf(VenueOrder order) => _venue.Exchange.GetPositions(order.Account, order.Symbol)[0].Leverage;

    private AccountMessage Message(VenueOrder order, string channel, Action<Utf8JsonWriter> data) => Message(channel, order.UpdatedAt, data) with
    {
        Symbol = order.Symbol,
        OrderLinkId = order.ClientOrderId,
    };

    private AccountMessage Message(string channel, DateTimeOffset at, Action<Utf8JsonWriter> data) => new()
    {
        Topic = channel,
        Names = [channel],
        At = at,
        Write = name => WireJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("ch", name);
            json.WriteNumber("ts", at.ToUnixTimeMilliseconds());
            json.WritePropertyName("data");
            if (_venue.Settings.Streams.PrivateDataAsArray)
            {
                json.WriteStartArray();
            }

            json.WriteStartObject();
            data(json);
            json.WriteEndObject();
            if (_venue.Settings.Streams.PrivateDataAsArray)
            {
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }),
    };
}

using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>One message of a private topic before it is written under the name that a client subscribed to.</summary>
internal sealed record PrivateMessage
{
    /// <summary>The topic without category.</summary>
    public required string Topic { get; init; }

    /// <summary>The frame's id; empty for the fast topic, which has none.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, market time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Instrument; empty for the wallet.</summary>
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Client order id; empty where none applies.</summary>
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary>Writes the one entry of <c>data</c>.</summary>
    public required Action<Utf8JsonWriter> Entry { get; init; }

    /// <summary>The messages that an event of the exchange makes; none for what clients are not told.</summary>
    public static IEnumerable<PrivateMessage> Of(SimulationEvent happened, long user, BybitVenue venue)
    {
        switch (happened)
        {
            case SimulationEvent.OrderChanged(var order):
                return IsTold(order) ? [OfOrder(order, user)] : [];
            case SimulationEvent.ExecutionBooked(var execution):
                return OfExecution(execution, user);
            case SimulationEvent.PositionChanged(var position):
                var at = position.UpdatedAt ?? venue.OpenedAt;
                return
                [
                    new PrivateMessage
                    {
                        Topic = PrivateTopic.Position,
                        Id = string.Create(CultureInfo.InvariantCulture, $"{user}_position_{at.ToUnixTimeMilliseconds()}"),
                        At = at,
                        Symbol = position.Symbol,
                        Entry = json => PositionJson.WriteEntry(json, position, venue.Instrument(position.Symbol)!.RiskLimitValue),
                    },
                ];
            default:
                return [];
        }
    }

    /// <summary>The message of a changed wallet, which carries no time of its own.</summary>
    public static PrivateMessage OfWallet(SimulationEvent.WalletChanged changed, long user, DateTimeOffset at) => new()
    {
        Topic = PrivateTopic.Wallet,
        Id = string.Create(CultureInfo.InvariantCulture, $"{user}_wallet_{at.ToUnixTimeMilliseconds()}"),
        At = at,
        Entry = json => WalletJson.Write(json, changed.Wallet),
    };

    /// <summary>Writes the frame.</summary>
    /// <param name="name">The topic's name as subscribed.</param>
    public ReadOnlyMemory<byte> Write(string name) => BybitJson.Write(json =>
    {
        json.WriteStartObject();
        if (Id.Length > 0)
        {
            json.WriteString("id", Id);
        }

        json.WriteString("topic", name);
        json.WriteNumber("creationTime", At.ToUnixTimeMilliseconds());
        json.WriteStartArray("data");
        Entry(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>An order that is filled at once or not at all is told in its end only, as the venue does.</summary>
    private static bool IsTold(VenueOrder order) =>
        order.Status != VenueOrderStatus.New || order.TimeInForce is TimeInForce.GoodTillCancel or TimeInForce.PostOnly;

    private static PrivateMessage OfOrder(VenueOrder order, long user) => new()
    {
        Topic = PrivateTopic.Order,
        Id = order.Status == VenueOrderStatus.Triggered
            ? $"ts:{order.OrderId},{BybitJson.Text(order.UpdatedAt)}"
            : string.Create(CultureInfo.InvariantCulture, $"{user}_{order.Symbol}_{order.Sequence}"),
        At = order.UpdatedAt,
        Symbol = order.Symbol,
        OrderLinkId = order.ClientOrderId,
        Entry = json => OrderJson.WriteEntry(json, order),
    };

    private static IEnumerable<PrivateMessage> OfExecution(VenueExecution execution, long user)
    {
        var message = new PrivateMessage
        {
            Topic = PrivateTopic.Execution,
            Id = string.Create(CultureInfo.InvariantCulture, $"{user}_{execution.Symbol}_{execution.Sequence}"),
            At = execution.At,
            Symbol = execution.Symbol,
            OrderLinkId = execution.ClientOrderId,
            Entry = json => ExecutionJson.WriteEntry(json, execution),
        };
        yield return message;
        if (execution.Kind == ExecutionKind.Trade)
        {
            yield return message with
            {
                Topic = PrivateTopic.FastExecution,
                Id = string.Empty,
                Entry = json => ExecutionJson.WriteFastEntry(json, execution),
            };
        }
    }
}

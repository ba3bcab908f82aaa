using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>The messages of Bybit's private topics.</summary>
internal sealed class PrivateMessages(BybitVenue venue) : IAccountTranslator
{
    /// <inheritdoc />
    public IEnumerable<AccountMessage> Translate(SimulationEvent happened, ExchangeAccount account, DateTimeOffset lastAt) => happened switch
    {
        SimulationEvent.OrderChanged(var order) => IsTold(order) ? [OfOrder(order, account.UserId)] : [],
        SimulationEvent.ExecutionBooked(var execution) => OfExecution(execution, account.UserId),
        SimulationEvent.PositionChanged(var position) => [OfPosition(position, account.UserId)],
        SimulationEvent.WalletChanged(var wallet) => [OfWallet(wallet, account.UserId, lastAt)],
        _ => [],
    };

    /// <summary>An order that is filled at once or not at all is told in its end only, as the venue does.</summary>
    private static bool IsTold(VenueOrder order) =>
        order.Status != VenueOrderStatus.New || order.TimeInForce is TimeInForce.GoodTillCancel or TimeInForce.PostOnly;

    private static AccountMessage OfOrder(VenueOrder order, long user)
    {
        var id = order.Status == VenueOrderStatus.Triggered
            ? $"ts:{order.OrderId},{WireJson.Text(order.UpdatedAt)}"
            : string.Create(CultureInfo.InvariantCulture, $"{user}_{order.Symbol}_{order.Sequence}");
        return Message(PrivateTopic.Order, id, order.UpdatedAt, json => OrderJson.WriteEntry(json, order)) with
        {
            Symbol = order.Symbol,
            OrderLinkId = order.ClientOrderId,
        };
    }

    private static IEnumerable<AccountMessage> OfExecution(VenueExecution execution, long user)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{user}_{execution.Symbol}_{execution.Sequence}");
        yield return Message(PrivateTopic.Execution, id, execution.At, json => ExecutionJson.WriteEntry(json, execution)) with
        {
            Symbol = execution.Symbol,
            OrderLinkId = execution.ClientOrderId,
        };
        if (execution.Kind == ExecutionKind.Trade)
        {
            yield return Message(PrivateTopic.FastExecution, string.Empty, execution.At, json => ExecutionJson.WriteFastEntry(json, execution)) with
            {
                Symbol = execution.Symbol,
                OrderLinkId = execution.ClientOrderId,
            };
        }
    }

    private AccountMessage OfPosition(PositionSnapshot position, long user)
    {
        var at = position.UpdatedAt ?? venue.OpenedAt;
        var id = string.Create(CultureInfo.InvariantCulture, $"{user}_position_{at.ToUnixTimeMilliseconds()}");
        return Message(
            PrivateTopic.Position, id, at, json => PositionJson.WriteEntry(json, position, venue.Instrument(position.Symbol)!.RiskLimitValue)) with
        {
            Symbol = position.Symbol,
        };
    }

    /// <summary>The message of a changed wallet, which carries no time of its own.</summary>
    private static AccountMessage OfWallet(WalletSnapshot wallet, long user, DateTimeOffset at) => Message(
        PrivateTopic.Wallet,
        string.Create(CultureInfo.InvariantCulture, $"{user}_wallet_{at.ToUnixTimeMilliseconds()}"),
        at,
        json => WalletJson.Write(json, wallet));

    /// <summary>A message of one entry; an empty id is left out, as on the fast topic, which has none.</summary>
    private static AccountMessage Message(string topic, string id, DateTimeOffset at, Action<Utf8JsonWriter> entry) => new()
    {
        Topic = topic,
        Names = PrivateTopic.NamesOf(topic),
        At = at,
        Write = name => WireJson.Write(json =>
        {
            json.WriteStartObject();
            if (id.Length > 0)
            {
                json.WriteString("id", id);
            }

            json.WriteString("topic", name);
            json.WriteNumber("creationTime", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("data");
            entry(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }),
    };
}

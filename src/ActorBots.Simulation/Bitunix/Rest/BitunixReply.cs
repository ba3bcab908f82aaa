using System.Text.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Bitunix's envelope and the usual shapes of its <c>data</c>.</summary>
internal static class BitunixReply
{
    /// <summary>Success with an empty text as data.</summary>
    public static RestReply EmptyText { get; } = RestReply.Of(json => json.WriteStringValue(string.Empty));

    /// <summary>The refusal of a symbol that does not exist or is not listed.</summary>
    public static RestReply UnknownSymbol { get; } = RestReply.Refuse(BitunixCode.SymbolNotSupported, "this Futures is not allowed to trade.");

    /// <summary>The refusal of an order that does not exist, or cannot be seen yet.</summary>
    public static RestReply OrderNotFound { get; } = RestReply.Refuse(BitunixCode.OrderNotFound, "Order not found, please try it later");

    /// <summary>What the live venue answers when a required parameter of a market call is missing.</summary>
    public static RestReply MissingMarketParameter { get; } = RestReply.Refuse(BitunixCode.Network, "Network Error");

    /// <summary>A refusal for a bad parameter.</summary>
    public static RestReply BadParameter(string message) => RestReply.Refuse(BitunixCode.Parameters, message);

    /// <summary>A refusal of a value that is none of a list.</summary>
    public static RestReply NotAllowed(string value, IEnumerable<string> allowed) => RestReply.Refuse(
        BitunixCode.ValueNotAllowed, $"Parameter {value} does not match, alternative value [{string.Join(',', allowed.Select(a => $"\"{a}\""))}].");

    /// <summary>Success with an object.</summary>
    /// <param name="members">Writes its members.</param>
    public static RestReply Object(Action<Utf8JsonWriter> members) => RestReply.Of(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    /// <summary>Success with an array of objects.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="members">Writes the members of one.</param>
    public static RestReply Array<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> members) => RestReply.Of(json =>
    {
        json.WriteStartArray();
        WriteRows(json, rows, members);
        json.WriteEndArray();
    });

    /// <summary>Success with a page: a named list and how many rows there are in all, as a text.</summary>
    /// <param name="name">The list's name.</param>
    /// <param name="rows">The rows of the page.</param>
    /// <param name="total">How many there are in all.</param>
    /// <param name="members">Writes the members of one.</param>
    public static RestReply Page<T>(string name, IEnumerable<T> rows, long total, Action<Utf8JsonWriter, T> members) => Object(json =>
    {
        json.WriteStartArray(name);
        WriteRows(json, rows, members);
        json.WriteEndArray();
        json.WriteString("total", total.ToString(System.Globalization.CultureInfo.InvariantCulture));
    });

    /// <summary>Writes the envelope.</summary>
    public static void WriteTo(this RestReply reply, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("code", reply.Code);
        json.WritePropertyName("data");
        if (reply.Result is { } result)
        {
            result(json);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("msg", reply is { IsOk: true, Message: "" } ? "Success" : reply.Message);
        json.WriteEndObject();
    }

    private static void WriteRows<T>(Utf8JsonWriter json, IEnumerable<T> rows, Action<Utf8JsonWriter, T> members)
    {
        foreach (var row in rows)
        {
            json.WriteStartObject();
            members(json, row);
            json.WriteEndObject();
        }
    }
}

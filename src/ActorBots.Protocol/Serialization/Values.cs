using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Protocol.Serialization;

/// <summary>
/// How single values stand on the wire: numbers as exact decimal text, instants as UTC ticks, ids as their text. Reading refuses what
/// writing would not have written, and names the field.
/// </summary>
internal static class Values
{
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The decimal with all its digits and its scale; a negative zero keeps its sign.</summary>
    public static string Write(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return value == 0m && decimal.IsNegative(value) && text[0] != '-' ? $"-{text}" : text;
    }

    public static string Write(Price price) => Write(price.Value);

    public static string Write(Quantity quantity) => Write(quantity.Value);

    public static string Write(Money money) => Write(money.Value);

    public static long Write(DateTimeOffset at) => at.UtcTicks;

    public static string Write(ClientOrderId order, [CallerArgumentExpression(nameof(order))] string field = "") =>
        order.Value.Length > 0 ? order.Value : throw new SerializationException($"{field} is the default client order id, which names nothing");

    public static string Write(InstrumentId instrument, [CallerArgumentExpression(nameof(instrument))] string field = "") =>
        instrument.Symbol.Length > 0 ? instrument.Symbol : throw new SerializationException($"{field} is the default instrument, which names nothing");

    public static decimal ReadDecimal(string text, [CallerArgumentExpression(nameof(text))] string field = "") =>
        decimal.TryParse(text, Digits, CultureInfo.InvariantCulture, out var value) && Write(value) == text
            ? value
            : throw new SerializationException($"{Name(field)} '{text}' is not a decimal in its exact form");

    public static Price ReadPrice(string text, [CallerArgumentExpression(nameof(text))] string field = "") => new(ReadDecimal(text, field));

    public static Quantity ReadQuantity(string text, [CallerArgumentExpression(nameof(text))] string field = "") => new(ReadDecimal(text, field));

    public static Money ReadMoney(string text, [CallerArgumentExpression(nameof(text))] string field = "") => new(ReadDecimal(text, field));

    public static DateTimeOffset ReadInstant(long ticks, [CallerArgumentExpression(nameof(ticks))] string field = "") =>
        ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new SerializationException($"{Name(field)} {ticks} is not an instant in ticks");

    public static ClientOrderId ReadOrder(string text, [CallerArgumentExpression(nameof(text))] string field = "") =>
        ClientOrderId.TryParse(text) ?? throw new SerializationException($"{Name(field)} '{text}' is not a client order id");

    public static InstrumentId ReadInstrument(string text, [CallerArgumentExpression(nameof(text))] string field = "") =>
        InstrumentId.IsValid(text) ? new InstrumentId(text) : throw new SerializationException($"{Name(field)} '{text}' is not an instrument");

    private static string Name(string expression) => expression[(expression.LastIndexOf('.') + 1)..];
}

using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Transport;

/// <summary>Fields of a venue's rows that must be understood.</summary>
internal static class WireField
{
    /// <summary>A text that must be there.</summary>
    /// <exception cref="WireFormatException">It is not.</exception>
    public static string Required(string? text, string field) =>
        string.IsNullOrEmpty(text) ? throw new WireFormatException($"{field} is missing") : text;

    /// <summary>A price that must be there.</summary>
    /// <exception cref="WireFormatException">The text is no positive number.</exception>
    public static Price ToPrice(string? text, string field) =>
        ToPriceOrNone(text, field) ?? throw new WireFormatException($"{field} '{text}' is not positive");

    /// <summary>A price that may be absent, empty or zero, all of which mean that there is none.</summary>
    /// <exception cref="WireFormatException">The text is neither empty nor a number.</exception>
    public static Price? ToPriceOrNone(string? text, string field) =>
        WireNumber.ParseOrZero(text, field) is var value and > 0m ? new Price(value) : null;

    /// <summary>The instrument of a symbol.</summary>
    /// <exception cref="WireFormatException">The symbol has another shape than ours.</exception>
    public static InstrumentId ToInstrumentId(string? symbol) =>
        InstrumentId.IsValid(symbol) ? new InstrumentId(symbol!) : throw new WireFormatException($"symbol '{symbol}' is unknown");

    /// <summary>The instant of a message.</summary>
    /// <exception cref="WireFormatException">The number is no plausible time.</exception>
    public static DateTimeOffset ToInstant(long milliseconds) => milliseconds is > 0 and < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw new WireFormatException($"'{milliseconds}' is not a time in milliseconds");
}

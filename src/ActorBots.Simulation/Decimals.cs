using System.Globalization;

namespace ActorBots.Simulation;

/// <summary>Plain decimals: no surplus zeros, no exponent, fees to eight decimals.</summary>
internal static class Decimals
{
    /// <summary>Rounds money to 8 decimals, half away from zero, as the venues' own figures do.</summary>
    public static decimal Round8(decimal value) => decimal.Round(value, 8, MidpointRounding.AwayFromZero);

    /// <summary>The same value without trailing zeros.</summary>
    public static decimal Normalize(decimal value) => value / 1.0000000000000000000000000000m;

    /// <summary>The value as text without trailing zeros.</summary>
    public static string Text(decimal value) => Normalize(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounds down to a multiple of a step.</summary>
    public static decimal FloorTo(decimal value, decimal step) => decimal.Floor(value / step) * step;

    /// <summary>Rounds up to a multiple of a step.</summary>
    public static decimal CeilingTo(decimal value, decimal step) => decimal.Ceiling(value / step) * step;
}

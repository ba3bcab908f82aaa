using System.Globalization;

namespace ActorBots.Storage.Sqlite;

/// <summary>Decimals as text: all 28 digits and the scale come back as they went.</summary>
internal static class StoredDecimal
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The text of a number.</summary>
    public static string ToStored(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a text.</summary>
    /// <exception cref="FormatException">Somebody else wrote something else into the file.</exception>
    public static decimal FromStored(string text) => decimal.Parse(text, Style, CultureInfo.InvariantCulture);
}

using System.Globalization;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>
/// Cursors of paged lists. They look like the venue's, with an encoded colon, so that a client which encodes or decodes them wrongly
/// is found out; a cursor that was encoded once more is still understood, as clients do that too.
/// </summary>
internal static class PageCursor
{
    private const string Colon = "%3A";

    /// <summary>The cursor for a running number.</summary>
    public static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}{Colon}{number}");

    /// <summary>The number in the call's cursor; nothing when it has none.</summary>
    public static long? Read(RestParameters parameters)
    {
        var cursor = parameters.Text("cursor");
        if (cursor.Length == 0)
        {
            return null;
        }

        var parts = cursor.Replace(Colon, ":", StringComparison.OrdinalIgnoreCase).Split(':');
        if (parts.Length == 2 && parts[0] == parts[1] && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        parameters.Bad("cursor");
        return null;
    }
}

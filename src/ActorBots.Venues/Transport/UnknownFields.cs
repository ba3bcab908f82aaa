using System.Collections.Frozen;
using System.Text.Json;

namespace ActorBots.Venues.Transport;

/// <summary>Counts the fields of a venue's rows that nobody knows; they are ignored.</summary>
internal static class UnknownFields
{
    /// <summary>A list of field names.</summary>
    /// <param name="names">Separated by white space.</param>
    public static FrozenSet<string> Known(string names) =>
        names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Counts the fields of a row that are in no list.</summary>
    public static void Count(string venue, string where, Dictionary<string, JsonElement>? rest, FrozenSet<string> known)
    {
        if (rest is null)
        {
            return;
        }

        foreach (var field in rest.Keys)
        {
            if (!known.Contains(field))
            {
                VenueMetrics.CountUnknown(venue, where, field);
            }
        }
    }
}

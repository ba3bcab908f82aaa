using System.Buffers;
using System.Collections.Immutable;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// Refuses connection strings that weaken what the laws rest on: an event that a single member acknowledged can be rolled back, and a read
/// from a secondary can miss the newest events.
/// </summary>
internal static class MongoUrlCheck
{
    private static readonly SearchValues<char> IllegalInNames = SearchValues.Create("/\\. \"$\0");

    public static ImmutableArray<string> ProblemsOf(MongoUrl url, string? database)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (url.W is { } w && w.ToString() != "majority")
        {
            problems.Add($"w '{w}' in the connection string: allowed is majority");
        }

        if (url.Journal == false)
        {
            problems.Add("journal 'false' in the connection string: allowed is true");
        }

        if (url.ReadConcernLevel is { } level && level is not ReadConcernLevel.Majority)
        {
            problems.Add($"readConcernLevel '{level}' in the connection string: allowed is majority");
        }

        if (url.ReadPreference is { } preference && preference.ReadPreferenceMode != ReadPreferenceMode.Primary)
        {
            problems.Add($"readPreference '{preference.ReadPreferenceMode}' in the connection string: allowed is primary");
        }

        if (database is not null && (database.Length is 0 or > 63 || database.AsSpan().ContainsAny(IllegalInNames)))
        {
            problems.Add($"database '{database}': allowed is a name of 1 to 63 characters without slashes, dots, blanks, quotes and dollar signs");
        }

        return problems.ToImmutable();
    }
}

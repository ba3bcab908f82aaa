namespace ActorBots.Domain.Bots.Config;

/// <summary>Guesses which known name was meant, by edit distance or by its beginning.</summary>
internal static class NearestName
{
    private const int LongestGuessed = 64;
    private const int ShortestBeginning = 3;

    /// <summary>A hint that names the nearest known name, or nothing when none is near.</summary>
    internal static string? Hint(string name, IReadOnlyList<string> known)
    {
        if (known.Count == 0 || name.Length > LongestGuessed)
        {
            return null;
        }

        var given = name.ToLowerInvariant();
        var nearest = known.MinBy(candidate => Distance(given, candidate.ToLowerInvariant()))!;
        var isNear = Distance(given, nearest.ToLowerInvariant()) <= Math.Max(2, nearest.Length / 2);
        var begun = given.Length < ShortestBeginning
            ? null
            : known.FirstOrDefault(candidate => candidate.StartsWith(given, StringComparison.Ordinal));
        return isNear ? $"did you mean {nearest}?" : begun is not null ? $"did you mean {begun}?" : null;
    }

    /// <summary>Single-character insertions, deletions and replacements that turn one text into the other (Levenshtein).</summary>
    internal static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}

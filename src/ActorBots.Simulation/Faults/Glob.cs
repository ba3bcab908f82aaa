namespace ActorBots.Simulation.Faults;

/// <summary>Patterns with <c>*</c> and <c>?</c>.</summary>
internal static class Glob
{
    /// <summary>Whether a text matches; no pattern matches everything.</summary>
    public static bool Matches(string? pattern, string text)
    {
        if (pattern is null or "*")
        {
            return true;
        }

        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}

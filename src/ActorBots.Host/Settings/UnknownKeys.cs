using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorBots.Host.Settings;

/// <summary>Finds keys that the program does not know, so that a slip of the pen cannot be silently ignored.</summary>
internal static class UnknownKeys
{
    /// <summary>Settings of the actor engine itself, which the operator may change and which it checks.</summary>
    private const string Engine = "akka";

    /// <summary>One sentence per unknown key below a path, with the nearest known key as a hint.</summary>
    public static IEnumerable<string> Of(Config given, Config known, string root)
    {
        var knownKeys = Keys(known, root).ToHashSet(StringComparer.Ordinal);
        return Roots(given)
            .Where(key => key != root && key != Engine)
            .Select(key => $"{key}: unknown key; allowed are {root} and {Engine}")
            .Concat(Keys(given, root)
                .Where(key => !knownKeys.Contains(key))
                .Select(key => $"{key}: unknown key; the nearest known one is {knownKeys.MinBy(k => Distance(k, key))}"));
    }

    private static string[] Roots(Config given) =>
        given.Root is { } value && value.IsObject() ? [.. value.GetObject().Items.Keys] : [];

    private static IEnumerable<string> Keys(Config config, string root) =>
        config.HasPath(root) ? Leaves(config.GetValue(root), root) : [];

    private static IEnumerable<string> Leaves(HoconValue value, string path)
    {
        if (!value.IsObject())
        {
            return [path];
        }

        return value.GetObject().Items.SelectMany(item => Leaves(item.Value, $"{path}.{item.Key}"));
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}

using System.Globalization;

namespace ActorBots.MongoServer;

/// <summary>What <c>serve</c> was asked for.</summary>
internal sealed record ServeOptions
{
    public required int Port { get; init; }

    public required string DataFolder { get; init; }

    public required bool IsReplicaSet { get; init; }

    /// <summary>Deletes the data folder in the end.</summary>
    public required bool IsTemporary { get; init; }

    /// <summary>Goes on when standard input ends.</summary>
    public required bool IsDetached { get; init; }

    /// <exception cref="ArgumentException">All problems at once.</exception>
    public static ServeOptions Parse(IReadOnlyList<string> arguments)
    {
        var problems = new List<string>();
        var given = Pairs(arguments, problems);
        if (!int.TryParse(given.GetValueOrDefault("--port", "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
        {
            problems.Add($"--port '{given["--port"]}': allowed is 0 (a free one) to 65535");
        }

        if (!given.TryGetValue("--data", out var data))
        {
            problems.Add("--data is missing: a folder for the server's data");
        }

        var topology = given.GetValueOrDefault("--topology", "replica-set");
        if (topology is not ("replica-set" or "standalone"))
        {
            problems.Add($"--topology '{topology}': allowed is replica-set or standalone");
        }

        return problems.Count > 0
            ? throw new ArgumentException(string.Join("; ", problems))
            : new ServeOptions
            {
                Port = port,
                DataFolder = Path.GetFullPath(data!),
                IsReplicaSet = topology == "replica-set",
                IsTemporary = given.ContainsKey("--temporary"),
                IsDetached = given.ContainsKey("--detached"),
            };
    }

    private static Dictionary<string, string> Pairs(IReadOnlyList<string> arguments, List<string> problems)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--detached" or "--temporary")
            {
                given[name] = string.Empty;
            }
            else if (name is "--port" or "--data" or "--topology" && i + 1 < arguments.Count)
            {
                given[name] = arguments[++i];
            }
            else
            {
                problems.Add($"'{name}': allowed are --port N, --data DIR, --topology replica-set|standalone, --temporary and --detached");
            }
        }

        return given;
    }
}

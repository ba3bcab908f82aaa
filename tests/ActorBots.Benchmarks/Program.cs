namespace ActorBots.Benchmarks;

/// <summary>The load programs: <c>hub</c>, <c>decide</c>, <c>journal</c>, <c>mongo</c>, <c>mongo-recovery</c>; with <c>--smoke</c> a run of about a second that measures nothing.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<bool, Task<IReadOnlyList<string>>>> Verbs = new(StringComparer.Ordinal)
    {
        ["hub"] = HubLoad.RunAsync,
        ["decide"] = DecideLoad.RunAsync,
        ["journal"] = JournalLoad.RunAsync,
        ["mongo"] = MongoJournalLoad.WriteAsync,
        ["mongo-recovery"] = MongoJournalLoad.RecoverAsync,
    };

    internal static async Task<int> Main(string[] args)
    {
        var isSmoke = args.Contains("--smoke");
        var wanted = args.Where(a => a != "--smoke").DefaultIfEmpty("all").ToList();
        if (wanted.Find(verb => verb != "all" && !Verbs.ContainsKey(verb)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"'{unknown}': allowed is {string.Join(", ", Verbs.Keys)} or all, and --smoke");
            return 2;
        }

        foreach (var (name, run) in Verbs.Where(v => wanted.Contains("all") || wanted.Contains(v.Key)))
        {
            await Console.Out.WriteLineAsync($"{name}{(isSmoke ? " (smoke: figures mean nothing)" : string.Empty)}");
            foreach (var line in await run(isSmoke))
            {
                await Console.Out.WriteLineAsync($"  {line}");
            }
        }

        return 0;
    }
}

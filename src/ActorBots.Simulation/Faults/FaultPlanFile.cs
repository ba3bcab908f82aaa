using System.Collections.Immutable;
using System.Text.Json;

namespace ActorBots.Simulation.Faults;

/// <summary>Reads fault plans from JSON. Every field is checked and all problems are told at once.</summary>
internal static class FaultPlanFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Dictionary<string, FaultStream> Streams = new(StringComparer.Ordinal)
    {
        ["public"] = FaultStream.Public,
        ["private"] = FaultStream.Private,
        ["trade"] = FaultStream.Trade,
    };

    private static readonly Dictionary<string, bool> DownModes = new(StringComparer.Ordinal) { ["cut"] = false, ["503"] = true };

    private static readonly Dictionary<string, Func<FaultFields, FaultAction>> Actions = new(StringComparer.Ordinal)
    {
        ["drop-answer"] = _ => new FaultAction.DropAnswer(),
        ["drop-request"] = _ => new FaultAction.DropRequest(),
        ["server-error"] = f => new FaultAction.ServerError(f.Integer("status") ?? 502, f.Flag("executed") ?? false),
        ["rate-limit"] = f => new FaultAction.RateLimit(f.Flag("resetHeader") ?? true),
        ["forbid"] = _ => new FaultAction.Forbid(),
        ["reject"] = f => new FaultAction.Reject(f.Integer("code") ?? Required(f, "code", "the venue's return code"), f.Text("text") ?? string.Empty),
        ["cut-stream"] = f => new FaultAction.CutStream(f.Word("stream", Streams)),
        ["freeze-stream"] = f => new FaultAction.FreezeStream(f.Milliseconds("ms") ?? TimeSpan.Zero, f.Word("stream", Streams)),
        ["duplicate"] = f => new FaultAction.Duplicate(f.Integer("times") ?? 2),
        ["delay"] = f => new FaultAction.Delay(RequiredTime(f)),
        ["reorder"] = f => new FaultAction.Reorder(f.Milliseconds("ms") ?? TimeSpan.FromSeconds(1)),
        ["partial-fill"] = f => new FaultAction.PartialFill(f.Integer("pieces") ?? 1, f.Number("share") ?? 1m, f.Flag("onePerTick") ?? false),
        ["skew-clock"] = f => new FaultAction.SkewClock(RequiredTime(f), f.Milliseconds("forMs") ?? TimeSpan.Zero),
        ["go-down"] = f => new FaultAction.GoDown(RequiredTime(f), f.Word("answer", DownModes) ?? false),
        ["hide-order"] = f => new FaultAction.HideOrder(RequiredTime(f)),
        ["push-before-answer"] = _ => new FaultAction.PushBeforeAnswer(),
    };

    /// <summary>Reads a file.</summary>
    public static async Task<FaultPlan> LoadAsync(string path, CancellationToken ct)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, ct), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FaultPlanException(path, [$"cannot be read: {e.Message}"]);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="json">The plan.</param>
    /// <param name="source">Where it comes from, for errors.</param>
    public static FaultPlan Parse(string json, string source)
    {
        List<string> problems = [];
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var root = new FaultFields(document.RootElement, "plan", problems);
            var plan = new FaultPlan(root.Integer("seed") ?? 1);
            var rules = Rules(root, problems);
            root.RefuseUnknown();
            foreach (var rule in problems.Count == 0 ? rules : [])
            {
                plan.Add(rule);
            }

            return problems.Count == 0 ? plan : throw new FaultPlanException(source, [.. problems]);
        }
        catch (JsonException e)
        {
            throw new FaultPlanException(source, [$"is not JSON: {e.Message}"]);
        }
    }

    private static ImmutableArray<FaultRule> Rules(FaultFields root, List<string> problems)
    {
        if (root.Field("rules") is not { ValueKind: JsonValueKind.Array } list)
        {
            root.Missing("rules", "a list of rules");
            return [];
        }

        var rules = ImmutableArray.CreateBuilder<FaultRule>();
        foreach (var (index, json) in list.EnumerateArray().Index())
        {
            if (Rule(json, $"rules[{index}]", problems) is { } rule)
            {
                rules.Add(rule);
                problems.AddRange(rule.Problems().Select(p => $"rules[{index}].{p}"));
            }
        }

        return rules.ToImmutable();
    }

    private static FaultRule? Rule(JsonElement json, string path, List<string> problems)
    {
        var before = problems.Count;
        var fields = new FaultFields(json, path, problems);
        var name = fields.Text("name") ?? path;
        var when = fields.Field("when") is { } w ? Match(w, $"{path}.when", problems) : null;
        var action = fields.Field("do") is { } d ? Action(d, $"{path}.do", problems) : null;
        if (when is null)
        {
            fields.Missing("when", "an object with operation or stream");
        }

        if (action is null && problems.Count == before)
        {
            fields.Missing("do", "an object with an action");
        }

        fields.RefuseUnknown();
        return problems.Count == before && when is not null && action is not null ? new FaultRule(name, when, action) : null;
    }

    private static FaultMatch Match(JsonElement json, string path, List<string> problems)
    {
        var fields = new FaultFields(json, path, problems);
        var match = new FaultMatch
        {
            Operation = fields.Text("operation"),
            Stream = fields.Word("stream", Streams),
            Topic = fields.Text("topic"),
            Symbol = fields.Text("symbol"),
            OrderLinkId = fields.Text("orderLinkId"),
            ApiKey = fields.Text("apiKey"),
            From = fields.Integer("from") ?? 1,
            To = fields.Integer("to"),
            Probability = (double)(fields.Number("probability") ?? 1m),
            MarketFrom = fields.Instant("marketFrom"),
            MarketUntil = fields.Instant("marketUntil"),
        };
        fields.RefuseUnknown();
        return match;
    }

    private static FaultAction? Action(JsonElement json, string path, List<string> problems)
    {
        var fields = new FaultFields(json, path, problems);
        var name = fields.Text("action");
        if (name is null || !Actions.TryGetValue(name, out var read))
        {
            problems.Add($"{path}.action '{name}': must be one of {string.Join(", ", Actions.Keys)}");
            return null;
        }

        var action = read(fields);
        fields.RefuseUnknown();
        return action;
    }

    private static int Required(FaultFields fields, string name, string what)
    {
        fields.Missing(name, what);
        return 1;
    }

    private static TimeSpan RequiredTime(FaultFields fields)
    {
        if (fields.Milliseconds("ms") is { } time)
        {
            return time;
        }

        fields.Missing("ms", "a number of milliseconds");
        return TimeSpan.FromMilliseconds(1);
    }
}

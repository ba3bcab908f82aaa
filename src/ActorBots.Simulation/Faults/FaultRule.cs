using System.Globalization;

namespace ActorBots.Simulation.Faults;

/// <summary>One rule of a fault plan.</summary>
/// <param name="Name">For people and reports; not empty.</param>
/// <param name="When">When it applies.</param>
/// <param name="Do">What it does.</param>
public sealed record FaultRule(string Name, FaultMatch When, FaultAction Do)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with the rule, one sentence each; empty when nothing is.</summary>
    internal IEnumerable<string> Problems() =>
        (string.IsNullOrWhiteSpace(Name) ? ["name: must not be empty"] : Array.Empty<string>())
        .Concat(When.Problems())
        .Concat(TargetProblems())
        .Concat(ValueProblems());

    private IEnumerable<string> TargetProblems() => Do switch
    {
        FaultAction.CutStream { Stream: null } or FaultAction.FreezeStream { Stream: null } when When.Stream is null =>
            ["do.stream: must name the stream when the rule matches an operation"],
        FaultAction.Duplicate or FaultAction.Reorder when When.Stream is null =>
            ["do.action: only messages of a stream can be duplicated or reordered"],
        FaultAction.DropAnswer or FaultAction.DropRequest or FaultAction.ServerError or FaultAction.RateLimit or FaultAction.Forbid
            or FaultAction.Reject or FaultAction.HideOrder or FaultAction.PushBeforeAnswer or FaultAction.PartialFill
            when When.Operation is null => ["do.action: applies to an operation, not to a stream"],
        _ => [],
    };

    private IEnumerable<string> ValueProblems() => Do switch
    {
        FaultAction.ServerError e when e.Status is < 500 or > 599 => [$"do.status {e.Status}: must be 500 to 599"],
        FaultAction.Reject { Code: 0 } => ["do.code 0: must be an error code of the venue"],
        FaultAction.FreezeStream f when f.Duration < TimeSpan.Zero => [$"do.ms {Milliseconds(f.Duration)}: must be 0 or more"],
        FaultAction.Duplicate d when d.Times is < 2 or > 10 => [$"do.times {d.Times}: must be 2 to 10"],
        FaultAction.Delay d => DelayProblems(d.By),
        FaultAction.Reorder r => DelayProblems(r.AtMost),
        FaultAction.GoDown g => DelayProblems(g.Duration),
        FaultAction.HideOrder h => DelayProblems(h.Duration),
        FaultAction.PartialFill p => PartialFillProblems(p),
        FaultAction.SkewClock s => SkewProblems(s),
        _ => [],
    };

    private static IEnumerable<string> PartialFillProblems(FaultAction.PartialFill fill)
    {
        if (fill.Pieces is < 1 or > 100)
        {
            yield return $"do.pieces {fill.Pieces}: must be 1 to 100";
        }

        if (fill.FilledShare is < 0m or > 1m)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"do.share {fill.FilledShare}: must be 0 to 1");
        }

        if (fill is { Pieces: 1, FilledShare: 1m })
        {
            yield return "do: partial-fill needs pieces of 2 or more, or a share below 1";
        }
    }

    private static IEnumerable<string> SkewProblems(FaultAction.SkewClock skew)
    {
        if (skew.By.Duration() > TimeSpan.FromDays(1))
        {
            yield return $"do.ms {Milliseconds(skew.By)}: must be -86400000 to 86400000";
        }

        if (skew.Duration < TimeSpan.Zero)
        {
            yield return $"do.forMs {Milliseconds(skew.Duration)}: must be 0 or more";
        }
    }

    private static IEnumerable<string> DelayProblems(TimeSpan delay) =>
        delay > TimeSpan.Zero && delay <= LongestDelay ? [] : [$"do.ms {Milliseconds(delay)}: must be 1 to {Milliseconds(LongestDelay)}"];

    private static long Milliseconds(TimeSpan duration) => (long)duration.TotalMilliseconds;
}

using System.Collections.Immutable;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Collects problems; bounded, so that a hostile text cannot make a report without end.</summary>
internal sealed class ConfigProblemList
{
    internal const int MaxProblems = 100;

    private readonly List<ConfigProblem> _problems = [];
    private int _omitted;

    internal bool IsEmpty => _problems.Count == 0;

    internal void Add(ConfigProblem problem)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
        }
        else
        {
            _omitted++;
        }
    }

    /// <summary>Whether nothing is wrong at a path, inside it or with what contains it.</summary>
    internal bool IsClean(string path) => !_problems.Exists(p => Contains(p.Path, path) || Contains(path, p.Path));

    internal ImmutableArray<ConfigProblem> ToImmutable() =>
        _omitted == 0
            ? [.. _problems]
            : [.. _problems, new ConfigProblem("config", $"{_omitted} more problems", "free of problems; the first are listed", "{}")];

    private static bool Contains(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}

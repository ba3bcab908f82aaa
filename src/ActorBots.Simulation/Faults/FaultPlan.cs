using System.Collections.Immutable;

namespace ActorBots.Simulation.Faults;

/// <summary>
/// What goes wrong at the simulated venue, and when. Rules count their own matches; all that match one thing strike together,
/// in the order in which they were added. Safe for use by many threads.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly int _seed;
    private ImmutableArray<ArmedFault> _faults = [];

    /// <summary>A plan without rules.</summary>
    /// <param name="seed">Seed of the rules' chance.</param>
    public FaultPlan(int seed = 1) => _seed = seed;

    /// <summary>The rules in force, in order.</summary>
    public ImmutableArray<ArmedFault> Faults => _faults;

    /// <summary>
    /// Awaited at the stages of a request's and an order's life; the venue goes on with that request or event only when it
    /// completes. An exception from it cuts the request's connection. Nothing by default.
    /// </summary>
    public Func<FaultStage, FaultContext, Task>? OnStage { get; set; }

    /// <summary>Reads a plan from a JSON file; the format is in the folder's README.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="FaultPlanException">The file cannot be read or has problems; all are named.</exception>
    public static Task<FaultPlan> LoadAsync(string path, CancellationToken ct) => FaultPlanFile.LoadAsync(path, ct);

    /// <summary>Puts a rule in force.</summary>
    /// <exception cref="FaultPlanException">The rule has problems; all are named.</exception>
    public ArmedFault Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var problems = rule.Problems().Select(p => $"{rule.Name}: {p}").ToImmutableArray();
        if (!problems.IsEmpty)
        {
            throw new FaultPlanException("fault rule", problems);
        }

        lock (_lock)
        {
            var fault = new ArmedFault(rule, unchecked((_seed * 397) ^ _faults.Length));
            _faults = _faults.Add(fault);
            return fault;
        }
    }

    /// <summary>Puts a rule in force, named after its action.</summary>
    /// <exception cref="FaultPlanException">The rule has problems; all are named.</exception>
    public ArmedFault Add(FaultMatch when, FaultAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Add(new FaultRule(action.GetType().Name, when, action));
    }

    /// <summary>Takes all rules out of force.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults = [];
        }
    }

    /// <summary>Counts what happens and gives the actions that strike.</summary>
    internal ImmutableArray<FaultAction> Strike(FaultContext context)
    {
        if (_faults.IsEmpty)
        {
            return [];
        }

        lock (_lock)
        {
            return [.. _faults.Where(f => f.Strikes(context)).Select(f => f.Rule.Do)];
        }
    }

    /// <summary>Whether any rule could match messages of a stream; spares the work of describing them.</summary>
    internal bool Watches(FaultStream stream) => _faults.Any(f => f.Rule.When.Stream == stream);

    /// <summary>Lets the hook look on.</summary>
    /// <exception cref="FaultHookException">The hook failed.</exception>
    internal async Task ReachAsync(FaultStage stage, FaultContext context)
    {
        if (OnStage is not { } hook)
        {
            return;
        }

        try
        {
            await hook(stage, context);
        }
        catch (Exception e)
        {
            throw new FaultHookException(stage, e);
        }
    }
}

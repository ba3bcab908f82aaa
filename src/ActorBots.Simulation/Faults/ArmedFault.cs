namespace ActorBots.Simulation.Faults;

/// <summary>A rule in force, with its count.</summary>
public sealed class ArmedFault
{
    private readonly TaskCompletionSource _firstHit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Random _chance;
    private int _matches;
    private int _hits;
    private volatile bool _disarmed;

    internal ArmedFault(FaultRule rule, int seed)
    {
        Rule = rule;
        _chance = new Random(seed);
    }

    /// <summary>The rule.</summary>
    public FaultRule Rule { get; }

    /// <summary>How often it struck.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Completes when it strikes for the first time.</summary>
    public Task FirstHit => _firstHit.Task;

    /// <summary>Takes it out of force.</summary>
    public void Disarm() => _disarmed = true;

    /// <summary>Counts what happens and says whether the rule strikes. Called under the plan's lock.</summary>
    internal bool Strikes(FaultContext context)
    {
        if (_disarmed || !Rule.When.Covers(context))
        {
            return false;
        }

        _matches++;
        if (_matches < Rule.When.From || _matches > (Rule.When.To ?? int.MaxValue) || _chance.NextDouble() >= Rule.When.Probability)
        {
            return false;
        }

        Interlocked.Increment(ref _hits);
        _firstHit.TrySetResult();
        return true;
    }
}

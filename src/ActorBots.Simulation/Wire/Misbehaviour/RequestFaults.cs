using System.Collections.Immutable;
using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Wire.Misbehaviour;

/// <summary>The faults that strike one request. A batch has one context for each of its orders.</summary>
/// <param name="Contexts">What happens, for rules and hooks; at least one.</param>
/// <param name="Actions">The actions that strike, for each context.</param>
internal sealed record RequestFaults(ImmutableArray<FaultContext> Contexts, ImmutableArray<ImmutableArray<FaultAction>> Actions)
{
    /// <summary>All actions.</summary>
    public IEnumerable<FaultAction> All => Actions.SelectMany(a => a);

    /// <summary>Lets a plan strike.</summary>
    public static RequestFaults Strike(FaultPlan plan, ImmutableArray<FaultContext> contexts) =>
        new(contexts, [.. contexts.Select(plan.Strike)]);

    /// <summary>The first action of a kind, over the whole request.</summary>
    public T? First<T>()
        where T : FaultAction => All.OfType<T>().FirstOrDefault();

    /// <summary>The first action of a kind for one item of a batch; item 0 is the request itself.</summary>
    public T? First<T>(int item)
        where T : FaultAction => Actions[item].OfType<T>().FirstOrDefault();
}

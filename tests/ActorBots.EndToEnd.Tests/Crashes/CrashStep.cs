using ActorBots.Host.Simulated;
using ActorBots.Simulation.Faults;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>One row of the matrix: where in the order's life the node dies.</summary>
/// <param name="Step">The step of the order's life.</param>
/// <param name="Moment">When in the step.</param>
/// <param name="Round">What the market does.</param>
/// <param name="Crash">How the moment is found.</param>
/// <param name="StaysDown">Whether the node comes back only after the market's next tick.</param>
internal sealed record CrashStep(string Step, string Moment, Round Round, Crash Crash, bool StaysDown = false)
{
    public override string ToString() => $"{Step}, {Moment}";
}

/// <summary>How a moment is found.</summary>
internal abstract record Crash
{
    /// <summary>The node's own journal: before or after an event is stored.</summary>
    /// <param name="Moment"><c>before</c> or <c>after</c>.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Purpose">What its order is for; <c>-</c> when it has none.</param>
    public sealed record Journal(string Moment, string Event, string Purpose) : Crash;

    /// <summary>The venue: a stage of a request or of an order.</summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Operation">The request; empty for what the venue pushes.</param>
    /// <param name="Suffix">Last letter of the client order id: e, s or x.</param>
    /// <param name="IsLost">Whether the request gets lost with the node.</param>
    public sealed record Wire(FaultStage Stage, string Operation, string Suffix, bool IsLost = false) : Crash
    {
        private const string StopSuffix = "s";

        /// <summary>Whether a stage that a venue reached is this moment. Where stops carry no id of ours, they are calls of their own.</summary>
        public bool Is(SimulatedWire venue, FaultStage stage, FaultContext context)
        {
            var isApart = Suffix == StopSuffix && !venue.StopsCarryClientIds;
            var operation = isApart ? Operation.Replace("order.", "stop.", StringComparison.Ordinal) : Operation;
            var isOrder = isApart ? context.OrderLinkId.Length == 0 : context.OrderLinkId.EndsWith(Suffix, StringComparison.Ordinal);
            return stage == Stage && context.Operation == operation && isOrder;
        }
    }
}

using ActorBots.Simulation.Bitunix.Streams;
using ActorBots.Simulation.Wire;

namespace ActorBots.Simulation.Bitunix;

/// <summary>Settings of the simulated Bitunix server. The switches concern points where clients or sources of the live venue disagree.</summary>
public sealed record BitunixServerSettings : WireSettings
{
    /// <summary>How far a request's timestamp may be from the server's clock, either way. Zero = not checked; at most one day.</summary>
    public TimeSpan TimeWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the status of a working order is told as <c>NEW_</c>, as the live venue does at times, rather than <c>NEW</c>.</summary>
    public bool UnderscoredNew { get; init; }

    /// <summary>
    /// Whether cancelled orders are told apart: <c>PART_FILLED_CANCELED</c> after some fills, <c>SYSTEM_CANCELED</c> when the venue
    /// ended them. Off = all of them are <c>CANCELED</c>, for clients that know no other word.
    /// </summary>
    public bool DetailedCancelStatuses { get; init; } = true;

    /// <summary>What concerns only the streams.</summary>
    public BitunixStreamSettings Streams { get; init; } = new();

    private protected override string Owner => "bitunix";

    private protected override void CheckOwn(List<string> problems)
    {
        Check(
            problems,
            TimeWindow >= TimeSpan.Zero && TimeWindow <= TimeSpan.FromDays(1),
            $"time-window {TimeWindow}: must be 0 to 1 day");
        Streams.Check(problems);
    }
}

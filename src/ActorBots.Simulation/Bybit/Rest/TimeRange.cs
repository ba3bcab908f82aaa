using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>The time range of lists of the past: at most seven days.</summary>
internal static class TimeRange
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Reads <c>startTime</c> and <c>endTime</c>; what is absent is seven days from the other, or the last seven days.</summary>
    public static (DateTimeOffset Since, DateTimeOffset Until) Read(RestParameters parameters, DateTimeOffset now)
    {
        var start = parameters.Time("startTime");
        var end = parameters.Time("endTime");
        var since = start ?? (end ?? now) - Longest;
        var until = end ?? (start is null ? now : start.Value + Longest);
        if (until < since || until - since > Longest)
        {
            parameters.Bad("startTime");
        }

        return (since, until);
    }
}

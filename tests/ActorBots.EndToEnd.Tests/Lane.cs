namespace ActorBots.EndToEnd.Tests;

/// <summary>
/// The two lanes that tests run in at the same time, one test of each at once: each starts several processes, which wait as much as they work.
/// </summary>
internal static class Lane
{
    /// <summary>Demos that are killed or stopped.</summary>
    public const string Kills = "kills";

    /// <summary>Rounds that are compared with each other.</summary>
    public const string Rounds = "rounds";
}

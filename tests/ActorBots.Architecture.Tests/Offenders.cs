namespace ActorBots.Architecture.Tests;

/// <summary>Asserts that nothing breaks a rule, and lists everything that does.</summary>
internal static class Offenders
{
    internal static void None<T>(IEnumerable<T> found)
    {
        var offenders = found.Select(offender => offender?.ToString()).ToArray();
        Assert.True(offenders.Length == 0, $"{offenders.Length} offenders:\n{string.Join('\n', offenders)}");
    }
}

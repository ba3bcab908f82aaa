namespace ActorBots.EndToEnd.Tests.Processes;

/// <summary>The programs under test, built beside this one.</summary>
internal static class Programs
{
    /// <summary>The product: <c>actorbots</c>.</summary>
    public static string ActorBots { get; } = Beside("actorbots.dll");

    /// <summary>A node that dies on command.</summary>
    public static string CrashNode { get; } = Beside("ActorBots.CrashNode.dll");

    private static string Beside(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} was not built");
    }
}

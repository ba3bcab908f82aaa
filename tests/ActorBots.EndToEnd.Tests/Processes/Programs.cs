namespace ActorBots.EndToEnd.Tests.Processes;

/// <summary>The programs under test: published into the folder that <c>ACTORBOTS_PROGRAMS</c> names, else built beside this one.</summary>
internal static class Programs
{
    private static readonly string _folder =
        Environment.GetEnvironmentVariable("ACTORBOTS_PROGRAMS") is { Length: > 0 } published ? published : AppContext.BaseDirectory;

    /// <summary>The product: <c>actorbots</c>.</summary>
    public static string ActorBots { get; } = In("actorbots.dll");

    /// <summary>A node that dies on command.</summary>
    public static string CrashNode { get; } = In("ActorBots.CrashNode.dll");

    private static string In(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} was not built");
    }
}

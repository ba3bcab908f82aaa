namespace ActorBots.Testing.Node;

/// <summary>The Node.js programs of this machine.</summary>
public static class NodeTools
{
    /// <summary>The path of <c>node</c>; nothing when it is not installed.</summary>
    public static string? Node { get; } = Find("node");

    /// <summary>The path of <c>npm</c>; nothing when it is not installed.</summary>
    public static string? Npm { get; } = Find("npm");

    /// <summary>Whether scripts with packages can be run.</summary>
    public static bool AreInstalled => Node is not null && Npm is not null;

    private static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}

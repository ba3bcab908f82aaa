namespace ActorBots.Testing.Node;

/// <summary>Finds files of the repository from a test's output folder.</summary>
public static class RepositoryFolder
{
    /// <summary>The nearest folder above with the solution in it.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The path of a file or folder of the repository.</summary>
    /// <param name="parts">The path's parts from the root.</param>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo start)
    {
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no folder above {start.FullName} has ActorBots.sln");
    }
}

namespace ActorBots.Architecture.Tests;

/// <summary>The files of the repository that these tests run in.</summary>
internal static class Repository
{
    private static readonly string[] SkippedFolders =
        ["bin", "obj", ".git", ".vs", ".idea", "node_modules", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "logs", "data"];

    internal static string Root { get; } = FindRoot();

    /// <summary>All C# files under src and tests, in order of their paths.</summary>
    internal static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files(Root).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => new SourceFile(Root, path))];

    /// <summary>All files that belong to the repository: everything but build output and local state.</summary>
    internal static IEnumerable<string> Files(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            yield return file;
        }

        foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (SkippedFolders.Contains(Path.GetFileName(child)))
            {
                continue;
            }

            foreach (var file in Files(child))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside of the repository: no ActorBots.sln above them");
    }
}

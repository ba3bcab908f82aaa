namespace ActorBots.EndToEnd.Tests;

/// <summary>Finds files of the repository and the data beside it from the test's output folder.</summary>
internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The path of a file of this test project.</summary>
    public static string TestFile(string name) => Path.Combine(Root, "tests", "ActorBots.EndToEnd.Tests", name);

    /// <summary>A file of the data beside the repository; the test is skipped where it is absent.</summary>
    public static string SharedData(string relative)
    {
        var file = Path.Combine(Root, "..", "shared", "data", relative);
        Skip.IfNot(File.Exists(file), $"shared data {relative} is absent");
        return file;
    }

    private static string Find(DirectoryInfo start)
    {
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no folder above {start.FullName} has ActorBots.sln");
    }
}

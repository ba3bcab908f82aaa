namespace ActorBots.Simulation.Tests;

/// <summary>Finds the real data beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class SharedData
{
    /// <summary>The full path of a data file, or nothing.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
            {
                var file = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared", "data", relative);
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }

    public static string Require(string relative)
    {
        var file = Find(relative);
        Skip.If(file is null, $"shared data {relative} is absent");
        return file;
    }
}

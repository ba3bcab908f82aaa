namespace ActorBots.Domain.Tests;

/// <summary>Reference data that lies beside the repository and may be absent.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file under <c>../shared/data</c>, or nothing when it is not there.</summary>
    internal static string? Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBots.sln")))
            {
                var path = Path.Combine([folder.FullName, "..", "shared", "data", .. parts]);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}

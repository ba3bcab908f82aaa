namespace ActorBots.Storage.Tests;

/// <summary>A folder of one test's own, gone once the test deletes it.</summary>
internal sealed class TemporaryFolder
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-store-");

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Delete() => _folder.Delete(recursive: true);
}

namespace ActorBots.Testing.Venues;

/// <summary>A folder for the ledger of a venue that starts anew; deleted with what is in it.</summary>
internal sealed class StageFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbots-stage-");

    /// <summary>Where the ledger is.</summary>
    public string Ledger => Path.Combine(_folder.FullName, "venue.db");

    public void Dispose() => _folder.Delete(recursive: true);
}

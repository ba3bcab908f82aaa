namespace ActorBots.MongoServer.Engine;

/// <summary>Brings the engine into the cache: download, unpack, template. What is there already is left alone.</summary>
internal sealed class EnginePreparation(EngineCache cache, TimeProvider time, TextWriter report)
{
    private const string Package = "postgresql-18-documentdb";

    public EnginePrefix Prefix => new(cache.Prefix);

    public string Template => cache.Template;

    /// <exception cref="EngineException">A step failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (cache.IsComplete)
        {
            return;
        }

        using var held = await cache.LockAsync(time, cancellationToken);
        if (cache.IsComplete)
        {
            return;
        }

        var archives = new ArchiveStore(cache);
        if (!await archives.IsWholeAsync(cancellationToken))
        {
            await DownloadAsync(archives, cancellationToken);
        }

        if (Directory.Exists(cache.Engine))
        {
            Directory.Delete(cache.Engine, recursive: true);
        }

        var began = time.GetTimestamp();
        var prefix = await EnginePrefix.UnpackAsync(cache.Prefix, await archives.ListAsync(cancellationToken), cancellationToken);
        await SayAsync($"unpacked into {cache.Prefix}", began);
        began = time.GetTimestamp();
        await EngineTemplate.BuildAsync(prefix, cache.Template, time, cancellationToken);
        await SayAsync("made the data directory that servers start from", began);
        await File.WriteAllTextAsync(cache.CompleteMark, string.Empty, cancellationToken);
    }

    private async Task DownloadAsync(ArchiveStore archives, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var folder = Path.Combine(cache.Root, "apt");
        if (Directory.Exists(folder))
        {
            // What an interrupted effort left may be of another day's release.
            Directory.Delete(folder, recursive: true);
        }

        var apt = new AptState(folder);
        await apt.UpdateAsync(AptSource.OfThisMachine(), cancellationToken);
        await apt.DownloadAsync(Package, cancellationToken);
        var (count, bytes) = await archives.TakeAsync(apt.Archives, cancellationToken);
        Directory.Delete(folder, recursive: true);
        await SayAsync($"downloaded {Package}: {count} packages, {bytes / 1_000_000} MB", began);
    }

    private Task SayAsync(string what, long began) =>
        report.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what} ({time.GetElapsedTime(began).TotalSeconds:0.0} s)"));
}

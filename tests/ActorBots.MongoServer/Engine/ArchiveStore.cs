using System.Security.Cryptography;

namespace ActorBots.MongoServer.Engine;

/// <summary>The engine's archives in the cache. They stay there: a release in preparation drops old versions from its mirrors.</summary>
internal sealed class ArchiveStore(EngineCache cache)
{
    /// <summary>Whether every archive is there, as it was when it came.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(cache.ArchiveList))
        {
            return false;
        }

        foreach (var archive in await ListAsync(cancellationToken))
        {
            if (!File.Exists(archive) || await HashAsync(archive, cancellationToken) != Path.GetFileNameWithoutExtension(archive))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Paths of the archives.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await File.ReadAllLinesAsync(cache.ArchiveList, cancellationToken)).Select(line => Path.Combine(cache.Archives, $"{line.Split(' ')[0]}.deb"))];

    /// <summary>Takes the archives of a folder; the list is written when all are in.</summary>
    /// <returns>Their number and their bytes.</returns>
    public async Task<(int Count, long Bytes)> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(cache.Archives);
        var lines = new List<string>();
        var bytes = 0L;
        foreach (var file in Directory.GetFiles(folder, "*.deb").Order(StringComparer.Ordinal))
        {
            var hash = await HashAsync(file, cancellationToken);
            bytes += new FileInfo(file).Length;
            File.Move(file, Path.Combine(cache.Archives, $"{hash}.deb"), overwrite: true);
            lines.Add($"{hash} {Path.GetFileName(file)}");
        }

        var unfinished = $"{cache.ArchiveList}.new";
        await File.WriteAllLinesAsync(unfinished, lines, cancellationToken);
        File.Move(unfinished, cache.ArchiveList, overwrite: true);
        return (lines.Count, bytes);
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

using System.Security.Cryptography;

namespace ActorBots.Testing.Node;

/// <summary>Packages of a folder with <c>package.json</c> and <c>package-lock.json</c>, installed once per lock outside the repository.</summary>
public static class NodePackages
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Installs what the lock names, or finds it installed.</summary>
    /// <param name="folder">The folder with both files.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <returns>The <c>node_modules</c> folder, for <c>NODE_PATH</c>.</returns>
    /// <exception cref="InvalidOperationException">npm failed; the message holds what it said.</exception>
    public static async Task<string> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var lockBytes = await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken);
        var cache = Path.Combine(Path.GetTempPath(), "actorbots-node");
        var installed = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(lockBytes))[..32]);
        if (!Directory.Exists(installed))
            await InstallAsync(folder, cache, installed, cancellationToken);
        return Path.Combine(installed, "node_modules");
    }

    /// <summary>Installs beside the final place and moves there: nobody ever sees half an installation.</summary>
    private static async Task InstallAsync(string folder, string cache, string installed, CancellationToken cancellationToken)
    {
        var workshop = Directory.CreateDirectory(Path.Combine(cache, Path.GetRandomFileName()));
        try
        {
            foreach (var file in new[] { "package.json", "package-lock.json" })
                File.Copy(Path.Combine(folder, file), Path.Combine(workshop.FullName, file));
            await RunNpmAsync(workshop.FullName, cancellationToken);
            Directory.Move(workshop.FullName, installed);
        }
        catch (IOException) when (Directory.Exists(installed))
        {
            workshop.Delete(recursive: true);
        }
        catch
        {
            workshop.Delete(recursive: true);
            throw;
        }
    }

    private static async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        await using var npm = NodeProcess.Start(
            NodeTools.Npm ?? throw new InvalidOperationException("npm is not installed"),
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
            folder,
            new Dictionary<string, string>());
        var exitCode = await npm.WaitForExitAsync(InstallTimeout, cancellationToken);
        if (exitCode != 0)
            throw new InvalidOperationException($"npm ci ended with {exitCode}: {npm.Errors}");
    }
}

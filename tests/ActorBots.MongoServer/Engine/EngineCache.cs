using System.Globalization;

namespace ActorBots.MongoServer.Engine;

/// <summary>
/// The folder outside of the repository that keeps the engine: the archives by their hash, the prefix unpacked from them, and a stopped
/// data directory to copy.
/// </summary>
internal sealed class EngineCache
{
    /// <summary>Names another folder.</summary>
    public const string Variable = "ACTORBOTS_CACHE";

    /// <summary>Raised when the prefix or the template is made differently.</summary>
    private const int Recipe = 3;

    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(10);

    public EngineCache(string root)
    {
        Root = root;
        Archives = Path.Combine(root, "archives");
        ArchiveList = Path.Combine(root, "archives.sha256");
        Engine = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"engine-{Recipe}"));
    }

    public static EngineCache Default { get; } = new(Path.Combine(DefaultFolder(), "documentdb"));

    public string Root { get; }

    /// <summary>Files named by their SHA-256.</summary>
    public string Archives { get; }

    /// <summary>One line for each archive that belongs to the engine: its hash and its name.</summary>
    public string ArchiveList { get; }

    public string Engine { get; }

    public string Prefix => Path.Combine(Engine, "prefix");

    /// <summary>A stopped data directory with the extension.</summary>
    public string Template => Path.Combine(Engine, "template");

    /// <summary>There once all of it is.</summary>
    public string CompleteMark => Path.Combine(Engine, "complete");

    public bool IsComplete => File.Exists(CompleteMark);

    /// <summary>Holds the cache against other processes until disposed of.</summary>
    /// <exception cref="EngineException">Another process kept it too long.</exception>
    public async Task<IDisposable> LockAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Root);
        var path = Path.Combine(Root, "lock");
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(began) < LockTimeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            }
            catch (IOException error)
            {
                throw new EngineException($"another process holds {path} for more than {LockTimeout.TotalMinutes} minutes ({error.Message})");
            }
        }
    }

    private static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder);
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/cache/actorbots";
        }

        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "actorbots");
    }
}

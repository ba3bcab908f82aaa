using System.Text;

namespace ActorBots.MongoServer.Engine;

/// <summary>The folder of the engine's socket: with the data, or where a socket's path would grow too long, in a temporary folder.</summary>
internal sealed class SocketFolder : IDisposable
{
    // sun_path in sockaddr_un has 108 bytes, and PostgreSQL appends a file name.
    private const int LongestPath = 107 - 20;

    private readonly bool _isTemporary;

    private SocketFolder(string path, bool isTemporary)
    {
        Path = path;
        _isTemporary = isTemporary;
    }

    public string Path { get; }

    public static async Task<SocketFolder> ForAsync(string dataFolder, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(dataFolder) <= LongestPath)
        {
            return new SocketFolder(dataFolder, isTemporary: false);
        }

        var folder = Directory.CreateTempSubdirectory("actorbots-socket-").FullName;
        await EngineUser.OwnAsync(folder, cancellationToken);
        return new SocketFolder(folder, isTemporary: true);
    }

    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

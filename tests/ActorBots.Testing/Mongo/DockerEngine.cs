using System.Net.Sockets;

namespace ActorBots.Testing.Mongo;

/// <summary>Whether containers can be had, found out at once: the command-line tool is often there without an engine.</summary>
internal static class DockerEngine
{
    private const string StandardSocket = "/var/run/docker.sock";

    public static bool Answers()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && !host.StartsWith("unix://", StringComparison.Ordinal))
        {
            return true;
        }

        var path = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given ? given["unix://".Length..] : StandardSocket;
        if (!File.Exists(path))
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            // A socket without a listener, or one that is not for us.
            return false;
        }
    }
}

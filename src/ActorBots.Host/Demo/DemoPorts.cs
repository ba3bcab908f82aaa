using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorBots.Host.Demo;

/// <summary>Remembers the webhook receiver's port in the data folder, so that a demo that continues finds its endpoint unchanged.</summary>
internal static class DemoPorts
{
    private const string FileName = "webhook-port";

    /// <summary>The remembered port when it is free; otherwise zero, which takes any.</summary>
    public static int Remembered(string directory)
    {
        var path = Path.Combine(directory, FileName);
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && IsFree(port)
            ? port
            : 0;
    }

    /// <summary>Remembers a port.</summary>
    public static void Remember(string directory, int port) =>
        File.WriteAllText(Path.Combine(directory, FileName), port.ToString(CultureInfo.InvariantCulture));

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false; // Taken by somebody else: that is the question's answer.
        }
    }
}

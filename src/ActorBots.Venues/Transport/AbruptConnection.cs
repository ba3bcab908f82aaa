using System.Net;
using System.Net.Sockets;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Connections that forget what has not arrived. An operating system goes on sending what a program has written, also after the program gave up or
/// died: an order could lie in a cut line's buffer and reach the venue long after it was declared lost. A connection of this kind is reset when
/// it is closed, also by the death of its process, which discards its buffer; and on Linux it is given up when nothing was acknowledged for a while, also
/// if the process sleeps.
/// </summary>
internal static class AbruptConnection
{
    /// <summary>Linux' TCP_USER_TIMEOUT: milliseconds that sent data may stay unacknowledged.</summary>
    private const int UserTimeout = 18;

    /// <summary>Connects.</summary>
    /// <param name="endPoint">Where to.</param>
    /// <param name="patience">How long what was sent may stay unacknowledged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    public static async ValueTask<Stream> OpenAsync(EndPoint endPoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        try
        {
            if (OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, UserTimeout, BitConverter.GetBytes((int)patience.TotalMilliseconds));
            }

            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

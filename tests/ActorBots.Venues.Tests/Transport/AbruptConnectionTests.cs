using System.Net;
using System.Net.Sockets;
using ActorBots.Venues.Tests.Stub;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Transport;

/// <summary>An order that was given up must not arrive later out of a buffer of the operating system.</summary>
public sealed class AbruptConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Send_NoAnswerInTime_ResetsTheConnection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var settings = new HttpSettings { RequestTimeout = TimeSpan.FromMilliseconds(200) };
        using var transport = new HttpTransport(new Uri($"http://{listener.LocalEndpoint}"), settings, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/order") { Content = new StringContent("an order") };
        var sent = transport.SendAsync(request, CancellationToken.None);
        using var venue = await listener.AcceptSocketAsync().WaitAsync(Patience);

        Assert.IsType<HttpOutcome.Unanswered>(await sent.WaitAsync(Patience));

        // A polite end leaves no error behind; a reset does, and takes along what had not arrived.
        await Wait.UntilAsync(() => venue.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int and not 0);
    }

    [Fact]
    public async Task Open_OnLinux_GivesUpWhatStaysUnacknowledged()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var stream = Assert.IsType<NetworkStream>(await AbruptConnection.OpenAsync(listener.LocalEndpoint, TimeSpan.FromSeconds(7), CancellationToken.None));
        var option = new byte[sizeof(int)];

        stream.Socket.GetRawSocketOption(6, 18, option);

        Assert.Equal(7_000, BitConverter.ToInt32(option));
        Assert.True(stream.Socket.LingerState is { Enabled: true, LingerTime: 0 });
    }
}

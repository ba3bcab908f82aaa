using System.Collections.Immutable;

namespace ActorBots.Venues.Bitunix;

/// <summary>One of Bitunix's worlds: where its REST, public and private sockets are. There is no test network.</summary>
/// <remarks>Source: https://www.bitunix.com/api-docs/futures/common/introduction.html.</remarks>
public sealed record BitunixEnvironment
{
    /// <summary>The name of the simulated environment, the only one whose address is given in the settings.</summary>
    public const string SimulatedName = "simulated";

    private BitunixEnvironment(string name, Uri restAddress, Uri publicStream, Uri privateStream)
    {
        Name = name;
        RestAddress = restAddress;
        PublicStream = publicStream;
        PrivateStream = privateStream;
    }

    /// <summary>Real money.</summary>
    public static BitunixEnvironment Mainnet { get; } = Of("mainnet", "https://fapi.bitunix.com", "wss://fapi.bitunix.com");

    /// <summary>The names that settings may use.</summary>
    public static ImmutableArray<string> Names { get; } = [Mainnet.Name, SimulatedName];

    /// <summary>The name in settings: <c>mainnet</c> or <c>simulated</c>.</summary>
    public string Name { get; }

    /// <summary>Scheme and host of REST.</summary>
    public Uri RestAddress { get; }

    /// <summary>The public stream.</summary>
    public Uri PublicStream { get; }

    /// <summary>The private stream.</summary>
    public Uri PrivateStream { get; }

    /// <summary>A simulated venue.</summary>
    /// <param name="address">Its base address: <c>http</c> on loopback, or <c>https</c>.</param>
    /// <exception cref="ArgumentException">The address is of another kind.</exception>
    public static BitunixEnvironment Simulated(Uri address)
    {
        if (!IsAllowedForSimulation(address))
        {
            throw new ArgumentException($"'{address}' must be http://<loopback>[:port] or https://<host>[:port]", nameof(address));
        }

        var streams = new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttp ? "ws" : "wss" }.Uri.ToString().TrimEnd('/');
        return Of(SimulatedName, address.ToString(), streams);
    }

    /// <summary>Whether a simulated venue may be at this address: plain text is for loopback only.</summary>
    public static bool IsAllowedForSimulation(Uri address) =>
        address is { IsAbsoluteUri: true, PathAndQuery: "/" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>The named environment that is not simulated, or nothing.</summary>
    public static BitunixEnvironment? Named(string? name) => name == Mainnet.Name ? Mainnet : null;

    private static BitunixEnvironment Of(string name, string rest, string streams) =>
        new(name, new Uri(rest), new Uri(streams + "/public/"), new Uri(streams + "/private/"));
}

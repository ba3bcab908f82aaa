using System.Collections.Immutable;
using ActorBots.Venues.Transport;

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
        ArgumentNullException.ThrowIfNull(address);
        return Of(SimulatedName, address.ToString(), SimulatedAddress.StreamsOf(address));
    }

    /// <summary>The named environment that is not simulated, or nothing.</summary>
    public static BitunixEnvironment? Named(string? name) => name == Mainnet.Name ? Mainnet : null;

    private static BitunixEnvironment Of(string name, string rest, string streams) =>
        new(name, new Uri(rest), new Uri(streams + "/public/"), new Uri(streams + "/private/"));
}

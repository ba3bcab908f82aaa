using System.Collections.Immutable;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>One of Bybit's worlds: where its REST, public and private sockets are. Keys belong to exactly one of them.</summary>
/// <remarks>Source: https://bybit-exchange.github.io/docs/v5/guide and /docs/v5/demo.</remarks>
public sealed record BybitEnvironment
{
    /// <summary>The name of the simulated environment, the only one whose address is given in the settings.</summary>
    public const string SimulatedName = "simulated";

    private BybitEnvironment(string name, Uri restAddress, Uri publicStream, Uri privateStream)
    {
        Name = name;
        RestAddress = restAddress;
        PublicStream = publicStream;
        PrivateStream = privateStream;
    }

    /// <summary>Real money.</summary>
    public static BybitEnvironment Mainnet { get; } =
        Of("mainnet", "https://api.bybit.com", "wss://stream.bybit.com", "wss://stream.bybit.com");

    /// <summary>Bybit's test network: unrealistic prices, play money.</summary>
    public static BybitEnvironment Testnet { get; } =
        Of("testnet", "https://api-testnet.bybit.com", "wss://stream-testnet.bybit.com", "wss://stream-testnet.bybit.com");

    /// <summary>Demo trading on mainnet prices; it has no public stream of its own and uses mainnet's.</summary>
    public static BybitEnvironment Demo { get; } =
        Of("demo", "https://api-demo.bybit.com", "wss://stream.bybit.com", "wss://stream-demo.bybit.com");

    /// <summary>The names that settings may use.</summary>
    public static ImmutableArray<string> Names { get; } = [Mainnet.Name, Testnet.Name, Demo.Name, SimulatedName];

    /// <summary>The name in settings: <c>mainnet</c>, <c>testnet</c>, <c>demo</c>, <c>simulated</c>.</summary>
    public string Name { get; }

    /// <summary>Scheme and host of REST.</summary>
    public Uri RestAddress { get; }

    /// <summary>The public stream of linear contracts.</summary>
    public Uri PublicStream { get; }

    /// <summary>The private stream.</summary>
    public Uri PrivateStream { get; }

    /// <summary>A simulated venue.</summary>
    /// <param name="address">Its base address: <c>http</c> on loopback, or <c>https</c>.</param>
    /// <exception cref="ArgumentException">The address is of another kind.</exception>
    public static BybitEnvironment Simulated(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var streams = SimulatedAddress.StreamsOf(address);
        return Of(SimulatedName, address.ToString(), streams, streams);
    }

    /// <summary>The named environment that is not simulated, or nothing.</summary>
    public static BybitEnvironment? Named(string? name) =>
        new[] { Mainnet, Testnet, Demo }.FirstOrDefault(e => e.Name == name);

    private static BybitEnvironment Of(string name, string rest, string publicHost, string privateHost) =>
        new(name, new Uri(rest), new Uri(publicHost + "/v5/public/linear"), new Uri(privateHost + "/v5/private"));
}

namespace ActorBots.Venues.Transport;

/// <summary>Where a simulated venue may be: plain text is for loopback only.</summary>
internal static class SimulatedAddress
{
    /// <summary>What is allowed, for messages to people.</summary>
    public const string Allowed = "http://<loopback>[:port] or https://<host>[:port]";

    /// <summary>Whether a simulated venue may be at this address.</summary>
    public static bool IsAllowed(Uri address) =>
        address is { IsAbsoluteUri: true, PathAndQuery: "/" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Scheme, host and port of the sockets beside an address, without a slash at the end.</summary>
    /// <exception cref="ArgumentException">The address is not allowed.</exception>
    public static string StreamsOf(Uri address) => IsAllowed(address)
        ? new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttp ? "ws" : "wss" }.Uri.ToString().TrimEnd('/')
        : throw new ArgumentException($"'{address}' must be {Allowed}", nameof(address));

    /// <summary>Checks the two keys of a venue that say which of its worlds is meant.</summary>
    /// <param name="check">Where problems go.</param>
    /// <param name="environment">The name in the settings.</param>
    /// <param name="names">The names that the venue knows.</param>
    /// <param name="address">The simulated venue's address, only and always with the name <paramref name="simulated"/>.</param>
    /// <param name="simulated">The simulated environment's name.</param>
    public static void Check(SettingsCheck check, string environment, IReadOnlyCollection<string> names, Uri? address, string simulated)
    {
        var isSimulated = environment == simulated;
        check.Require(names.Contains(environment), "environment", $"= '{environment}' must be one of {string.Join(", ", names)}");
        check.Require(!isSimulated || address is not null, "simulated-address", $"is needed when environment = {simulated}");
        check.Require(isSimulated || address is null, "simulated-address", $"is only for environment = {simulated}");
        check.Require(!isSimulated || address is null || IsAllowed(address), "simulated-address", $"= '{address}' must be {Allowed}");
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Bybit;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues;

/// <summary>The venues of this node by the name that bot documents use. To add a venue is to add a line here.</summary>
public sealed class VenueRegistry : IDisposable
{
    private readonly ImmutableSortedDictionary<string, IVenueConnector> _connectors;

    /// <param name="settings">Which venues, and how.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="loggers">Where things are told.</param>
    /// <exception cref="ArgumentException">A venue's settings have problems; the message lists all of them.</exception>
    public VenueRegistry(VenuesSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IVenueConnector?[] connectors =
        [
            settings.Bybit is { } bybit ? new BybitConnector(bybit, time, loggers) : null,
            settings.Bitunix is { } bitunix ? new BitunixConnector(bitunix, time, loggers) : null,
        ];
        _connectors = connectors.OfType<IVenueConnector>().ToImmutableSortedDictionary(c => c.Venue, c => c, StringComparer.Ordinal);
    }

    /// <summary>The names of the venues on offer.</summary>
    public IEnumerable<string> Names => _connectors.Keys;

    /// <summary>The connector of a venue.</summary>
    public bool TryGet(string venue, [MaybeNullWhen(false)] out IVenueConnector connector) => _connectors.TryGetValue(venue, out connector);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connector in _connectors.Values.OfType<IDisposable>())
        {
            connector.Dispose();
        }
    }
}

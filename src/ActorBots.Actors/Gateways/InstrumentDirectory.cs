using System.Collections.Frozen;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>A venue's instrument rules, read once and refreshed hourly, shared by all accounts of a node. Thread-safe.</summary>
public sealed class InstrumentDirectory : IAsyncDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    private readonly Lazy<IMarketDataClient> _client;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private FrozenDictionary<InstrumentId, Instrument>? _instruments;
    private long _readAt;

    /// <summary>Makes a directory that asks the venue on its first question.</summary>
    /// <param name="connector">The venue.</param>
    /// <param name="time">The clock of the refresh.</param>
    public InstrumentDirectory(IVenueConnector connector, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connector);
        _client = new Lazy<IMarketDataClient>(connector.OpenMarketData);
        _time = time;
        Venue = connector.Venue;
    }

    /// <summary>The venue's name.</summary>
    public string Venue { get; }

    /// <summary>The rules of an instrument; nothing when the venue does not have it.</summary>
    public async Task<VenueResult<Instrument?>> FindAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_instruments is null || _time.GetElapsedTime(_readAt) > Freshness)
            {
                var read = await _client.Value.GetInstrumentsAsync(cancellationToken).ConfigureAwait(false);
                if (!read.IsSuccess)
                {
                    return VenueResult<Instrument?>.Failure(read.Error);
                }

                _instruments = read.Value.ToFrozenDictionary(i => i.Id);
                _readAt = _time.GetTimestamp();
            }

            return VenueResult<Instrument?>.Success(_instruments.GetValueOrDefault(instrument));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            await _client.Value.DisposeAsync().ConfigureAwait(false);
        }

        _reading.Dispose();
    }
}

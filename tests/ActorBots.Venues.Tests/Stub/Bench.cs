using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>A stub venue with clients of the gateway on it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private Bench(StubVenue venue, BybitConnector connector)
    {
        Venue = venue;
        Connector = connector;
        Execution = connector.OpenExecution("main", Credentials);
        Market = connector.OpenMarketData();
    }

    public static VenueCredentials Credentials { get; } = new("TESTKEY0123456789a", "TESTSECRET0123456789abcdefghijklmnop");

    public static InstrumentId Btc { get; } = new("BTCUSDT");

    public StubVenue Venue { get; }

    public BybitConnector Connector { get; }

    public IExecutionClient Execution { get; }

    public IMarketDataClient Market { get; }

    public static async Task<Bench> StartAsync(Func<BybitSettings, BybitSettings>? change = null, TimeProvider? time = null)
    {
        var venue = await StubVenue.StartAsync();
        venue.Time = time ?? TimeProvider.System;
        var settings = Settings(venue.Address);
        return new Bench(venue, new BybitConnector(change?.Invoke(settings) ?? settings, time ?? TimeProvider.System, NullLoggerFactory.Instance));
    }

    public static BybitSettings Settings(Uri address) => new()
    {
        Environment = "simulated",
        SimulatedAddress = address,
        Http = new HttpSettings
        {
            RequestTimeout = TimeSpan.FromSeconds(5),
            RetryDelay = TimeSpan.FromMilliseconds(10),
            RetryMaxDelay = TimeSpan.FromMilliseconds(20),
        },
        Streams = new StreamSettings
        {
            ReconnectDelay = TimeSpan.FromMilliseconds(10),
            ReconnectMaxDelay = TimeSpan.FromMilliseconds(50),
            WatchInterval = TimeSpan.FromMilliseconds(10),
        },
    };

    public async ValueTask DisposeAsync()
    {
        await Execution.DisposeAsync();
        await Market.DisposeAsync();
        Connector.Dispose();
        await Venue.DisposeAsync();
    }
}

using ActorBots.Venues.Bitunix;

namespace ActorBots.Host.Settings;

/// <summary>Reads the keys of <c>hocon/venues/bitunix.hocon</c>; the ranges are the venue's own business.</summary>
internal static class BitunixSettingsReader
{
    /// <summary>The settings; nothing when Bitunix is switched off.</summary>
    public static BitunixSettings? Read(SettingsReader reader)
    {
        var venue = new VenueSettingsReader(reader, "bitunix");
        var settings = new BitunixSettings
        {
            Environment = venue.Text("environment"),
            SimulatedAddress = venue.Address("simulated-address"),
            ClockRefresh = venue.Duration("clock-refresh"),
            ClockMargin = venue.Duration("clock-margin"),
            MaxClockSkew = venue.Duration("max-clock-skew"),
            RequestsPerSecond = venue.Number("requests-per-second"),
            EndpointRequestsPerSecond = venue.Number("endpoint-requests-per-second"),
            QueueLimit = venue.Number("queue-limit"),
            QueueTimeout = venue.Duration("queue-timeout"),
            SettlingTime = venue.Duration("settling-time"),
            MaxStopsPerPosition = venue.Number("max-stops-per-position"),
            CandleHold = venue.Duration("candle-hold"),
            CandleRetry = venue.Duration("candle-retry"),
            SubscriptionsPerConnection = venue.Number("subscriptions-per-connection"),
            ReferenceInstrument = venue.Text("reference-instrument"),
            JitterSeed = venue.Number("jitter-seed"),
            Http = venue.Http(),
            Streams = venue.Streams(),
        };
        if (!venue.IsEnabled)
        {
            return null;
        }

        reader.Add(settings.Problems());
        return settings;
    }
}

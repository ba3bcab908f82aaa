using ActorBots.Venues.Bybit;

namespace ActorBots.Host.Settings;

/// <summary>Reads the keys of <c>hocon/venues/bybit.hocon</c>; the ranges are the venue's own business.</summary>
internal static class BybitSettingsReader
{
    /// <summary>The settings; nothing when Bybit is switched off.</summary>
    public static BybitSettings? Read(SettingsReader reader)
    {
        var venue = new VenueSettingsReader(reader, "bybit");
        var settings = new BybitSettings
        {
            Environment = venue.Text("environment"),
            SimulatedAddress = venue.Address("simulated-address"),
            ReceiveWindow = venue.Duration("receive-window"),
            ClockRefresh = venue.Duration("clock-refresh"),
            ClockMargin = venue.Duration("clock-margin"),
            MaxClockSkew = venue.Duration("max-clock-skew"),
            RequestsPer5Seconds = venue.Number("requests-per-5-seconds"),
            OrderRequestsPerSecond = venue.Number("order-requests-per-second"),
            QueueLimit = venue.Number("queue-limit"),
            QueueTimeout = venue.Duration("queue-timeout"),
            AddressBlockPause = venue.Duration("address-block-pause"),
            SettlingTime = venue.Duration("settling-time"),
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

using System.Diagnostics.Metrics;

namespace ActorBots.Venues.Transport;

/// <summary>The counters of the venues' room; the meter's name is <c>ActorBots.Venues</c>.</summary>
internal static class VenueMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ActorBots.Venues";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> UnknownValues = Meter.CreateCounter<long>(
        "actorbots.venue.unknown_values", description: "Values and fields in a venue's messages that we do not know and ignored.");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "actorbots.venue.requests", description: "HTTP requests sent to a venue.");

    private static readonly Counter<long> Reconnects = Meter.CreateCounter<long>(
        "actorbots.venue.stream_breaks", description: "Times that a stream's connection ended.");

    /// <summary>Counts something unknown that was ignored.</summary>
    public static void CountUnknown(string venue, string where, string what) =>
        UnknownValues.Add(1, new("venue", venue), new("where", where), new("what", what));

    /// <summary>Counts a request.</summary>
    public static void CountRequest(string venue, string path, string outcome) =>
        Requests.Add(1, new("venue", venue), new("path", path), new("outcome", outcome));

    /// <summary>Counts the end of a stream's connection.</summary>
    public static void CountStreamBreak(string stream) => Reconnects.Add(1, new KeyValuePair<string, object?>("stream", stream));
}

using System.Globalization;
using ActorBots.Ports.Venues;
using static ActorBots.Ports.Venues.VenueErrorCode;
using static ActorBots.Ports.Venues.VenueErrorKind;

namespace ActorBots.Venues.Transport;

/// <summary>What broken efforts mean at any venue: silence, damage, HTTP statuses. An order whose answer is missing may have been executed.</summary>
internal static class RestErrors
{
    /// <summary>The raw code of errors that this process raised by itself, without asking the venue.</summary>
    public const string Local = "local";

    /// <summary>The error of a request without an answer.</summary>
    public static VenueError FromSilence(string reason, CallEffect effect) => new(OpenOutcome(effect), NoAnswer, "none", reason);

    /// <summary>The error of an answer that is not what it should be: transport damage for a query, an open outcome for an order.</summary>
    public static VenueError FromGarbage(string reason, CallEffect effect) => new(OpenOutcome(effect), BadAnswer, "none", reason);

    /// <summary>The error of an answer that was understood and says something that cannot be.</summary>
    public static VenueError BadContent(string reason) => new(Final, BadAnswer, "none", reason);

    /// <summary>The error that an HTTP status other than 200 stands for.</summary>
    public static VenueError FromStatus(int status, CallEffect effect, TimeSpan? retryAfter = null)
    {
        var (kind, code) = status switch
        {
            401 => (Final, Unauthorized),
            429 => (OpenOutcome(effect), RateLimited),
            >= 500 or 408 => (OpenOutcome(effect), NoAnswer),
            _ => (Final, Other),
        };
        return OfStatus(status, kind, code, retryAfter);
    }

    /// <summary>The error of an HTTP status with a meaning of its own.</summary>
    public static VenueError OfStatus(int status, VenueErrorKind kind, VenueErrorCode code, TimeSpan? retryAfter = null) =>
        new(kind, code, string.Create(CultureInfo.InvariantCulture, $"http {status}"), $"HTTP status {status}", retryAfter);

    private static VenueErrorKind OpenOutcome(CallEffect effect) => effect == CallEffect.Order ? Ambiguous : Retryable;
}

namespace ActorBots.Ports.Venues;

/// <summary>A venue's refusal or a broken effort, as a value.</summary>
/// <param name="Kind">What may be done next.</param>
/// <param name="Code">What went wrong, from the closed list.</param>
/// <param name="VenueCode">The venue's raw code or the HTTP status; for logs.</param>
/// <param name="Message">The venue's text without secrets; for people.</param>
/// <param name="RetryAfter">How long to pause at least, when the venue said so.</param>
public sealed record VenueError(VenueErrorKind Kind, VenueErrorCode Code, string VenueCode, string Message, TimeSpan? RetryAfter = null);

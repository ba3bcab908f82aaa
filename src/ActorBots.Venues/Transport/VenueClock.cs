namespace ActorBots.Venues.Transport;

/// <summary>
/// The venue's wall clock as seen from here: the last reading of its time plus the monotonic time passed since, so that steps of the
/// host's clock do no harm. Used for signing only; market instants come from the venue's messages. Thread-safe.
/// </summary>
/// <param name="time">The host's clock.</param>
/// <param name="refreshAfter">Age at which a reading should be renewed.</param>
/// <param name="margin">Least distance that a signing time stays behind the estimate.</param>
internal sealed class VenueClock(TimeProvider time, TimeSpan refreshAfter, TimeSpan margin)
{
    private volatile Reading? _reading;

    /// <summary>Whether the venue's time was ever read and not declared wrong since.</summary>
    public bool IsKnown => _reading is { IsTrusted: true };

    /// <summary>Whether the reading should be renewed.</summary>
    public bool IsDue => _reading is not { IsTrusted: true } reading || time.GetElapsedTime(reading.Stamp) >= refreshAfter;

    /// <summary>How old the reading is; nothing when the time was never read.</summary>
    public TimeSpan? Age => _reading is { } reading ? time.GetElapsedTime(reading.Stamp) : null;

    /// <summary>The venue's time now, best estimate, UTC.</summary>
    /// <exception cref="InvalidOperationException">The time was never read.</exception>
    public DateTimeOffset Now => Known() is var reading ? reading.VenueTime + time.GetElapsedTime(reading.Stamp) : default;

    /// <summary>
    /// The time to sign with: the estimate less the margin, or less half the round trip of the reading when that is more. The true
    /// venue time is never behind it, so that it is never refused as coming from the future.
    /// </summary>
    public DateTimeOffset SigningTime => Now - (Known().HalfRoundTrip > margin ? Known().HalfRoundTrip : margin);

    /// <summary>How far the host's clock is ahead of the venue's; negative when behind. Zero when unknown.</summary>
    public TimeSpan Skew => _reading is not null ? time.GetUtcNow() - Now : TimeSpan.Zero;

    /// <summary>Takes a reading over.</summary>
    /// <param name="venueTime">What the venue said.</param>
    /// <param name="askedStamp">Monotonic stamp of <see cref="TimeProvider.GetTimestamp"/> when the question went out.</param>
    public void Observe(DateTimeOffset venueTime, long askedStamp)
    {
        var half = time.GetElapsedTime(askedStamp) / 2;
        _reading = new Reading(venueTime + half, time.GetTimestamp(), half, IsTrusted: true);
    }

    /// <summary>
    /// Declares the reading wrong: the venue refused a time signed with it. Until the next reading, whoever is about to sign still does
    /// so with this one and is refused in turn.
    /// </summary>
    public void Distrust()
    {
        if (_reading is { } reading)
        {
            _reading = reading with { IsTrusted = false };
        }
    }

    private Reading Known() => _reading ?? throw new InvalidOperationException("the venue's time has not been read");

    private sealed record Reading(DateTimeOffset VenueTime, long Stamp, TimeSpan HalfRoundTrip, bool IsTrusted);
}

namespace ActorBots.Ports.Venues;

/// <summary>What a venue can do and how much of it.</summary>
public sealed record VenueCapabilities
{
    /// <summary>Conditional orders that may rest per instrument and account.</summary>
    public required int MaxConditionalOrdersPerInstrument { get; init; }

    /// <summary>Open orders that may exist per instrument and account.</summary>
    public required int MaxOpenOrdersPerInstrument { get; init; }

    /// <summary>How long after sending an order the venue's "no such order" may still be wrong.</summary>
    public required TimeSpan SettlingTime { get; init; }

    /// <summary>Whether a resting stop's trigger price can be amended in place.</summary>
    public required bool CanAmendStop { get; init; }

    /// <summary>
    /// Whether every fill of an order of ours carries our id, whoever asks and whenever. Where it does not, a fill without our id may be that of a
    /// stop whose bot has not told of it yet, or has booked it long ago.
    /// </summary>
    public bool NamesEveryFill { get; init; } = true;
}

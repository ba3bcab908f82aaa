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
}

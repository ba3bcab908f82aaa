namespace ActorBots.Ports.Venues;

/// <summary>What may be done after an error.</summary>
public enum VenueErrorKind
{
    /// <summary>The request was refused and would be refused again. It had no effect.</summary>
    Final = 1,

    /// <summary>The request was not executed; the same request may succeed after a pause.</summary>
    Retryable = 2,

    /// <summary>The outcome is unknown: the request may have been executed. Ask by client order id, never repeat blindly.</summary>
    Ambiguous = 3,
}

using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>What a venue's wire answered to one request.</summary>
/// <param name="Status">HTTP status; 0 when the connection broke instead of an answer.</param>
/// <param name="Refusal">What the venue's code means; absent when it did what was asked.</param>
/// <param name="Code">The venue's code; 0 is a success.</param>
/// <param name="OrderId">The venue's id of the order; empty when there is none.</param>
public sealed record WireAnswer(int Status, VenueErrorCode? Refusal, int Code, string OrderId)
{
    /// <summary>A broken connection.</summary>
    public static WireAnswer None { get; } = new(0, null, 0, string.Empty);

    /// <summary>Whether the venue did what was asked.</summary>
    public bool IsAccepted => Status == 200 && Refusal is null;
}

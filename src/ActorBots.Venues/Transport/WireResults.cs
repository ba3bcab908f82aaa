using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>Turning answers of the wire into answers of the port.</summary>
internal static class WireResults
{
    /// <summary>Maps a success; what cannot be understood becomes a <see cref="VenueErrorCode.BadAnswer"/>.</summary>
    public static VenueResult<TOut> Map<TIn, TOut>(this VenueResult<TIn> result, Func<TIn, TOut> map)
    {
        if (result.Error is { } error)
        {
            return VenueResult<TOut>.Failure(error);
        }

        try
        {
            return VenueResult<TOut>.Success(map(result.Value!));
        }
        catch (WireFormatException e)
        {
            return VenueResult<TOut>.Failure(RestErrors.BadContent(e.Message));
        }
    }
}

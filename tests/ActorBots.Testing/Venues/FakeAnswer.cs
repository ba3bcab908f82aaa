using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>Answers of a fake venue.</summary>
public static class FakeAnswer
{
    /// <summary>A success.</summary>
    public static Task<VenueResult<T>> Of<T>(T value) => Task.FromResult(VenueResult<T>.Success(value));

    /// <summary>A refusal that would come again.</summary>
    public static Task<VenueResult<T>> Final<T>(VenueErrorCode code) => Failure<T>(VenueErrorKind.Final, code);

    /// <summary>Not executed; may be tried again.</summary>
    public static Task<VenueResult<T>> Retryable<T>() => Failure<T>(VenueErrorKind.Retryable, VenueErrorCode.RateLimited);

    /// <summary>Nobody knows.</summary>
    public static Task<VenueResult<T>> Ambiguous<T>() => Failure<T>(VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer);

    /// <summary>An answer that does not come.</summary>
    public static Task<VenueResult<T>> Never<T>() => new TaskCompletionSource<VenueResult<T>>().Task;

    private static Task<VenueResult<T>> Failure<T>(VenueErrorKind kind, VenueErrorCode code) =>
        Task.FromResult(VenueResult<T>.Failure(new VenueError(kind, code, "fake", "said the fake venue")));
}

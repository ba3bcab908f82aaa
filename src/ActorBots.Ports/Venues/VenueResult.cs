using System.Diagnostics.CodeAnalysis;

namespace ActorBots.Ports.Venues;

/// <summary>The outcome of a question to a venue: a value or an error, never both.</summary>
/// <typeparam name="T">The value's type; may be nullable where "none" is a proper answer.</typeparam>
public sealed record VenueResult<T>
{
    private VenueResult(T? value, VenueError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The answer; meaningful only when <see cref="IsSuccess"/>.</summary>
    public T? Value { get; }

    /// <summary>What went wrong; absent on success.</summary>
    public VenueError? Error { get; }

    /// <summary>Whether the venue answered as asked.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>Wraps an answer.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "The two factories are the only way in.")]
    public static VenueResult<T> Success(T value) => new(value, null);

    /// <summary>Wraps an error.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "The two factories are the only way in.")]
    public static VenueResult<T> Failure(VenueError error) => new(default, error);
}

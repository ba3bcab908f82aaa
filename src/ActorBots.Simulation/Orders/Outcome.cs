using System.Diagnostics.CodeAnalysis;

namespace ActorBots.Simulation.Orders;

/// <summary>The outcome of a request: a value or a refusal, never both.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed record Outcome<T>
    where T : notnull
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>What was done; absent when refused.</summary>
    public T? Value { get; }

    /// <summary>Why nothing was done; absent on success.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the request was carried out.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsSuccess => Refusal is null;

    /// <summary>Wraps a value.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "The two factories are the only way in.")]
    public static Outcome<T> Success(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "The two factories are the only way in.")]
    public static Outcome<T> Refused(Refusal refusal) => new(default, refusal);
}

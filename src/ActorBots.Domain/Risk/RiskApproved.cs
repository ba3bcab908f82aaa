namespace ActorBots.Domain.Risk;

/// <summary>A thing that the risk gate let pass. Only the risk gate makes one, so an order that was not checked cannot be sent.</summary>
/// <typeparam name="T">What was approved.</typeparam>
public sealed record RiskApproved<T>
{
    internal RiskApproved(T value) => Value = value;

    /// <summary>What was approved.</summary>
    public T Value { get; }
}

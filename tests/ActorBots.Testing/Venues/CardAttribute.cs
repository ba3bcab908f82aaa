namespace ActorBots.Testing.Venues;

/// <summary>The acceptance cards (<c>E01</c> … <c>E101</c>) that a case of a contract covers. Hard cases stand in the case's name.</summary>
/// <param name="numbers">The cards' numbers.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CardAttribute(params string[] numbers) : Attribute
{
    /// <summary>The cards' numbers.</summary>
    public IReadOnlyList<string> Numbers { get; } = numbers;
}

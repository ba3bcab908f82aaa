namespace ActorBots.Domain.Risk;

/// <summary>Our own refusal of an order, before it is sent.</summary>
/// <param name="Code">A stable code in capitals: <c>CATEGORY_CONDITION</c>.</param>
/// <param name="Message">A sentence with the numbers.</param>
public sealed record Denial(string Code, string Message)
{
    /// <summary>The path of the configuration field at fault; absent when it is none.</summary>
    public string? Field { get; init; }
}

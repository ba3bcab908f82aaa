namespace ActorBots.Protocol.Bots;

/// <summary>One field at fault.</summary>
/// <param name="Path">The field's path, such as <c>config.atr.period</c>.</param>
/// <param name="Message">The value, the allowed range and an example, in a sentence.</param>
public sealed record FieldProblem(string Path, string Message);

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>How a venue reads parameters.</summary>
/// <param name="IsLenient">Whether texts, numbers and truth values may stand for each other in JSON, and an absent body for an empty object.</param>
/// <param name="RefuseName">The refusal of a parameter by its name.</param>
/// <param name="RefuseText">The refusal with a text that says everything itself.</param>
internal sealed record ParameterRules(bool IsLenient, Func<string, RestReply> RefuseName, Func<string, RestReply> RefuseText);

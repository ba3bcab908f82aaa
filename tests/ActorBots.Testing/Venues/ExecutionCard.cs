namespace ActorBots.Testing.Venues;

/// <summary>An acceptance card for execution, by the numbers of the published list of NautilusTrader's developer guide.</summary>
/// <param name="Number">Its number: <c>E01</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="NotOurs">Why it does not apply to this port; absent when cases cover it.</param>
public sealed record ExecutionCard(string Number, string Subject, string? NotOurs = null);

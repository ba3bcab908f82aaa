namespace ActorBots.Storage;

/// <summary>One thing that was looked at in a store.</summary>
/// <param name="What">What was looked at, such as <c>write concern</c>.</param>
/// <param name="Found">What was found, for people; numbers with their units.</param>
/// <param name="IsFine">Whether it is as the engine needs it.</param>
/// <param name="Advice">What to do; empty when all is well.</param>
public sealed record StoreFinding(string What, string Found, bool IsFine = true, string Advice = "");

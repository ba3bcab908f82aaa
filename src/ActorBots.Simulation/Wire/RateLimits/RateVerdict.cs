namespace ActorBots.Simulation.Wire.RateLimits;

/// <summary>What the account's rate limit says about one request.</summary>
/// <param name="Allowed">Whether it may go on.</param>
/// <param name="Limit">Requests per second of the endpoint.</param>
/// <param name="Remaining">What is left of them.</param>
/// <param name="ResetMs">When it may be tried again; about now when it is allowed.</param>
internal readonly record struct RateVerdict(bool Allowed, int Limit, int Remaining, long ResetMs);

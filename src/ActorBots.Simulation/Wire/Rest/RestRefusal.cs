using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>A refusal before a call is carried out.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="Status">Its HTTP status.</param>
internal sealed record RestRefusal(RestReply Reply, int Status = StatusCodes.Status200OK);

namespace ActorBots.Venues.Bitunix;

/// <summary>What a message of a socket is about.</summary>
/// <param name="Op">Of a control frame: <c>connect</c>, <c>ping</c>, <c>subscribe</c>, <c>login</c>.</param>
/// <param name="Channel">Of a data frame.</param>
/// <param name="Symbol">Of a data frame about one instrument.</param>
/// <param name="Result">Whether the venue did what the control frame is about, if it says so.</param>
/// <param name="Message">The venue's words about it.</param>
internal readonly record struct BitunixFrameHead(string? Op, string? Channel, string? Symbol, bool? Result, string? Message);

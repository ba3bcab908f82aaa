namespace ActorBots.Host.Tests.Notifications;

/// <summary>A request that came to a <see cref="StubEndpoint"/>.</summary>
internal sealed record StubRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body);

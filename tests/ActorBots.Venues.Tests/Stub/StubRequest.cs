namespace ActorBots.Venues.Tests.Stub;

/// <summary>What the client sent, as it arrived.</summary>
internal sealed record StubRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The value of a query parameter, decoded.</summary>
    public string? this[string parameter] => Query
        .Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p[0] == parameter)
        .Select(p => Uri.UnescapeDataString(p[1]))
        .FirstOrDefault();
}

namespace ActorBots.Venues.Transport;

/// <summary>One REST call: what is sent is built once, here.</summary>
internal sealed record RestCall
{
    /// <summary>The path, like <c>/v5/order/create</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The query of a GET, encoded, without question mark.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>The JSON body of a POST; absent for a GET.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Who goes first.</summary>
    public required RequestPriority Priority { get; init; }

    /// <summary>What it does.</summary>
    public CallEffect Effect { get; init; } = CallEffect.Query;

    /// <summary>A GET.</summary>
    public static RestCall Get(string path, string query, RequestPriority priority = RequestPriority.Query) =>
        new() { Path = path, Query = query, Priority = priority };

    /// <summary>A POST.</summary>
    public static RestCall Post(string path, byte[] body, RequestPriority priority, CallEffect effect) =>
        new() { Path = path, Body = body, Priority = priority, Effect = effect };
}

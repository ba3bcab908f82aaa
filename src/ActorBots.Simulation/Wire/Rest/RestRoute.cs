namespace ActorBots.Simulation.Wire.Rest;

/// <summary>One endpoint.</summary>
internal sealed record RestRoute
{
    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>What fault rules call it: <c>order.create</c>, or the path.</summary>
    public required string Operation { get; init; }

    /// <summary>Requests per second of an account or, for public endpoints, of an address; nothing = no limit of its own.</summary>
    public int? PerSecond { get; init; }

    /// <summary>Whether the body holds a list of orders, each of which fault rules see.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Whether it needs a signature.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Carries the call out.</summary>
    public required Func<RestCall, RestReply> Handle { get; init; }

    /// <summary>A public endpoint.</summary>
    public static RestRoute Public(string path, Func<RestCall, RestReply> handle, int? perSecond = null) =>
        new() { Method = "GET", Path = path, Operation = path, PerSecond = perSecond, Handle = handle };

    /// <summary>An account's query.</summary>
    public static RestRoute Query(string path, int perSecond, Func<RestCall, RestReply> handle) =>
        new() { Method = "GET", Path = path, Operation = path, PerSecond = perSecond, IsPrivate = true, Handle = handle };

    /// <summary>An account's command.</summary>
    public static RestRoute Command(string path, int perSecond, Func<RestCall, RestReply> handle, string? operation = null, bool isBatch = false) => new()
    {
        Method = "POST",
        Path = path,
        Operation = operation ?? path,
        PerSecond = perSecond,
        IsPrivate = true,
        Handle = handle,
        IsBatch = isBatch,
    };
}

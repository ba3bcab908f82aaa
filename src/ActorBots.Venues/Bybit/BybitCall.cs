using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>What a call does at the venue, which decides what an error means and whether the call may be repeated.</summary>
internal enum BybitEffect
{
    /// <summary>Asks; may be repeated freely.</summary>
    Query,

    /// <summary>Sets something to a value; repeating it changes nothing.</summary>
    Setting,

    /// <summary>Creates, amends or cancels an order; sent once, repeated only when the venue clearly did not execute it.</summary>
    Order,
}

/// <summary>One REST call: what is sent is built once, here.</summary>
internal sealed record BybitCall
{
    /// <summary>The path: <c>/v5/order/create</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The query of a GET, encoded, without question mark.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>The JSON body of a POST; absent for a GET.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Who goes first.</summary>
    public required RequestPriority Priority { get; init; }

    /// <summary>What it does.</summary>
    public BybitEffect Effect { get; init; } = BybitEffect.Query;

    /// <summary>A GET.</summary>
    public static BybitCall Get(string path, string query, RequestPriority priority = RequestPriority.Query) =>
        new() { Path = path, Query = query, Priority = priority };

    /// <summary>A POST.</summary>
    public static BybitCall Post(string path, byte[] body, RequestPriority priority, BybitEffect effect) =>
        new() { Path = path, Body = body, Priority = priority, Effect = effect };
}

namespace ActorBots.Simulation.Faults;

/// <summary>What is happening at the venue, for rules to match and hooks to look at. Texts are empty where they do not apply.</summary>
public sealed record FaultContext
{
    /// <summary>
    /// What a client asks for: <c>order.create</c>, <c>order.amend</c>, <c>order.cancel</c>, <c>order.cancel-all</c>; where protective
    /// stops are another kind of call <c>stop.create</c>, <c>stop.amend</c>, <c>stop.cancel</c>; or else the path of a REST call. Empty for
    /// what the venue pushes.
    /// </summary>
    public string Operation { get; init; } = string.Empty;

    /// <summary>The stream that a message goes to; nothing for a REST call.</summary>
    public FaultStream? Stream { get; init; }

    /// <summary>The message's topic: <c>kline.1.BTCUSDT</c>, <c>execution</c>.</summary>
    public string Topic { get; init; } = string.Empty;

    /// <summary>The instrument's symbol.</summary>
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The client's order id.</summary>
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary>The API key of the account concerned; never its secret.</summary>
    public string ApiKey { get; init; } = string.Empty;

    /// <summary>The market's time, UTC.</summary>
    public DateTimeOffset MarketAt { get; init; }
}

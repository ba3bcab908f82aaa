namespace ActorBots.Simulation.Faults;

/// <summary>What a rule does. Durations are wall-clock time.</summary>
public abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>The request is carried out; its connection is cut instead of an answer.</summary>
    public sealed record DropAnswer : FaultAction;

    /// <summary>The request is not carried out; its connection is cut.</summary>
    public sealed record DropRequest : FaultAction;

    /// <summary>An HTTP error of the gateway, whose outcome the client cannot know.</summary>
    /// <param name="Status">HTTP status, 500 to 599.</param>
    /// <param name="Executed">Whether the request is carried out all the same.</param>
    public sealed record ServerError(int Status, bool Executed) : FaultAction;

    /// <summary>The account's rate limit strikes (10006); the request is not carried out.</summary>
    /// <param name="ResetHeader">Whether the headers tell when the limit ends.</param>
    public sealed record RateLimit(bool ResetHeader) : FaultAction;

    /// <summary>The address's rate limit strikes (HTTP 403); the request is not carried out.</summary>
    public sealed record Forbid : FaultAction;

    /// <summary>The request is refused with a code and a text.</summary>
    /// <param name="Code">The venue's return code; not 0.</param>
    /// <param name="Text">The venue's message.</param>
    public sealed record Reject(int Code, string Text) : FaultAction;

    /// <summary>A stream's connections are cut without a closing handshake.</summary>
    /// <param name="Stream">Which stream; nothing = the stream of the message that matched.</param>
    public sealed record CutStream(FaultStream? Stream = null) : FaultAction;

    /// <summary>The stream's present connections go on answering pings but carry no data; what is pushed meanwhile is lost to them.</summary>
    /// <param name="Duration">How long; zero = for the rest of the connection's life.</param>
    /// <param name="Stream">Which stream; nothing = the stream of the message that matched.</param>
    public sealed record FreezeStream(TimeSpan Duration, FaultStream? Stream = null) : FaultAction;

    /// <summary>The message is delivered more than once.</summary>
    /// <param name="Times">How often in all, 2 to 10.</param>
    public sealed record Duplicate(int Times = 2) : FaultAction;

    /// <summary>The message, or the answer to the request that was carried out, comes late. Other messages overtake it.</summary>
    /// <param name="By">How late; at most ten minutes.</param>
    public sealed record Delay(TimeSpan By) : FaultAction;

    /// <summary>The message changes places with the next one of the same stream, which it waits for.</summary>
    /// <param name="AtMost">Longest wait; at most ten minutes.</param>
    public sealed record Reorder(TimeSpan AtMost) : FaultAction;

    /// <summary>The order, which must have a client order id, fills in pieces, or in part with the rest cancelled.</summary>
    /// <param name="Pieces">Number of fills, 1 to 100; 1 only together with a cancelled rest.</param>
    /// <param name="FilledShare">Share of the quantity that fills, 0 to 1; below 1 the rest is cancelled.</param>
    /// <param name="OnePiecePerTick">Whether each piece waits for a tick of its own, so that the order works partly filled in between.</param>
    public sealed record PartialFill(int Pieces, decimal FilledShare, bool OnePiecePerTick = false) : FaultAction;

    /// <summary>The server's clock is wrong from now on.</summary>
    /// <param name="By">What is added to it; negative = the server is behind.</param>
    /// <param name="Duration">How long; zero = until another rule changes it.</param>
    public sealed record SkewClock(TimeSpan By, TimeSpan Duration) : FaultAction;

    /// <summary>The venue is down: all streams are cut and nothing is answered.</summary>
    /// <param name="Duration">How long, above zero.</param>
    /// <param name="Answers503">Whether connections are accepted and answered by 503 instead of being cut at once.</param>
    public sealed record GoDown(TimeSpan Duration, bool Answers503) : FaultAction;

    /// <summary>An accepted order cannot be seen, amended or cancelled yet (empty lists, 110001).</summary>
    /// <param name="Duration">How long, above zero.</param>
    public sealed record HideOrder(TimeSpan Duration) : FaultAction;

    /// <summary>What the request causes is pushed on the private stream before the request is answered.</summary>
    public sealed record PushBeforeAnswer : FaultAction;
}

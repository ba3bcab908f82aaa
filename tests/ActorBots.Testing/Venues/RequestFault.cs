namespace ActorBots.Testing.Venues;

/// <summary>What goes wrong with a request about an order: each action of the fault plan that applies to operations.</summary>
public enum RequestFault
{
    /// <summary>Carried out, the answer is lost.</summary>
    AnswerDropped,

    /// <summary>Lost on its way.</summary>
    RequestDropped,

    /// <summary>A gateway answers 502 and has not passed it on.</summary>
    ErrorBefore,

    /// <summary>A gateway answers 502 after it was carried out.</summary>
    ErrorAfter,

    /// <summary>The account's rate limit strikes and its end is told.</summary>
    RateLimitTold,

    /// <summary>The account's rate limit strikes and its end is not told.</summary>
    RateLimitUntold,

    /// <summary>The address's rate limit strikes.</summary>
    AddressForbidden,

    /// <summary>Refused, with no lasting reason.</summary>
    Refused,

    /// <summary>Carried out, the answer comes after the client gave up.</summary>
    AnswerLate,

    /// <summary>The order cannot be seen for a while.</summary>
    OrderHidden,

    /// <summary>The private stream tells before the answer does.</summary>
    PushedFirst,

    /// <summary>The private stream is cut.</summary>
    StreamCut,

    /// <summary>The private stream carries nothing any more.</summary>
    StreamFrozen,

    /// <summary>The venue's clock jumps ahead.</summary>
    ClockAhead,

    /// <summary>The venue's clock jumps back.</summary>
    ClockBehind,

    /// <summary>The venue goes down; connections are cut.</summary>
    DownCut,

    /// <summary>The venue goes down; connections are answered by 503.</summary>
    Down503,
}

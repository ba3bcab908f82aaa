using ActorBots.Ports.Venues;
using ActorBots.Simulation;
using ActorBots.Simulation.Faults;

namespace ActorBots.Testing.Venues;

/// <summary>
/// What differs between the venues by their nature. Contracts ask here instead of leaving a case out; patterns are those of fault rules.
/// </summary>
public sealed record VenueTraits
{
    /// <summary>Whether protective stops carry our id at the venue; otherwise they are recognised by what was asked for.</summary>
    public required bool StopsCarryOurId { get; init; }

    /// <summary>Whether the venue's history tells a deleveraging apart from a trade.</summary>
    public required bool TellsDeleveraging { get; init; }

    /// <summary>The operation that places a stop.</summary>
    public required string StopCreate { get; init; }

    /// <summary>The operation that moves a stop.</summary>
    public required string StopAmend { get; init; }

    /// <summary>The operation that cancels a stop.</summary>
    public required string StopCancel { get; init; }

    /// <summary>Paths by which the client looks orders up.</summary>
    public required string LookUpPath { get; init; }

    /// <summary>The path by which the client learns the position mode.</summary>
    public required string ModePath { get; init; }

    /// <summary>The path by which the client reads candles.</summary>
    public required string CandlePath { get; init; }

    /// <summary>The private topic that tells of fills.</summary>
    public required string FillTopic { get; init; }

    /// <summary>The private topic that tells of orders.</summary>
    public required string OrderTopic { get; init; }

    /// <summary>The public topic of the one-minute candles of <c>BTCUSDT</c>.</summary>
    public required string CandleTopic { get; init; }

    /// <summary>The public topic that tells the prices of <c>BTCUSDT</c>.</summary>
    public required string PriceTopic { get; init; }

    /// <summary>How exactly the last price by REST tells when it traded: at most so much too early. A venue's answer may have no time at all.</summary>
    public TimeSpan PriceTimeResolution { get; init; }

    /// <summary>What the venue answers to a request that was signed at another time than now.</summary>
    public required VenueErrorCode OutsideTimeWindow { get; init; }

    /// <summary>How far a request may be signed in the past, at least, to be refused.</summary>
    public required TimeSpan TimeWindow { get; init; }

    /// <summary>Orders that an account may send in a second.</summary>
    public required int OrdersPerSecond { get; init; }

    /// <summary>Share of the value that a taker pays.</summary>
    public required decimal TakerFeeRate { get; init; }

    /// <summary>Stops that may rest per instrument.</summary>
    public required int MaxStops { get; init; }

    /// <summary>How the exchange behaves behind the venue's wire.</summary>
    public VenueCustoms Customs { get; init; } = new();

    /// <summary>The venue's refusal with a meaning, for fault rules.</summary>
    public required Func<VenueErrorCode, FaultAction.Reject> Refusal { get; init; }
}

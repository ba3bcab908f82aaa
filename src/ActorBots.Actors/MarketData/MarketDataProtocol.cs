using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using Akka.Actor;

namespace ActorBots.Actors.MarketData;

/// <summary>What the market side of a node says to each other. Local to a node, never serialized.</summary>
public static class MarketDataProtocol
{
    /// <summary>Passes a message to the gateway of a venue; its sender stays.</summary>
    /// <param name="Venue">The venue's name.</param>
    /// <param name="Message">The message.</param>
    public sealed record ForVenue(string Venue, object Message) : INoSerializationVerificationNeeded;

    /// <summary>A child of a bot wants an instrument. Answered by <see cref="Joined"/> once candles are there; asked again when no answer comes.</summary>
    /// <param name="Instrument">Which instrument.</param>
    /// <param name="Interval">Which candles.</param>
    public sealed record Join(InstrumentId Instrument, CandleInterval Interval) : INoSerializationVerificationNeeded;

    /// <summary>The subscriber does not want the instrument any more.</summary>
    /// <param name="Instrument">Which instrument.</param>
    public sealed record Leave(InstrumentId Instrument) : INoSerializationVerificationNeeded;

    /// <summary>The subscription stands.</summary>
    /// <param name="Hub">Whom to tell the quiet band.</param>
    /// <param name="Candles">The newest closed candles, oldest first; shared and never changed.</param>
    /// <param name="IsStale">Whether the instrument's data is stale now.</param>
    public sealed record Joined(IActorRef Hub, IReadOnlyList<Candle> Candles, bool IsStale) : INoSerializationVerificationNeeded;

    /// <summary>The instrument cannot be had at present.</summary>
    /// <param name="Reason">A sentence.</param>
    public sealed record JoinFailed(string Reason) : INoSerializationVerificationNeeded;

    /// <summary>Wake the subscriber only by prices outside the band, besides closed candles.</summary>
    /// <param name="Band">The band.</param>
    public sealed record SetBand(QuietBand Band) : INoSerializationVerificationNeeded;

    /// <summary>A price outside the subscriber's band.</summary>
    /// <param name="Price">Last trade's price.</param>
    /// <param name="At">Venue time, UTC.</param>
    public sealed record PriceArrived(Price Price, DateTimeOffset At) : INoSerializationVerificationNeeded;

    /// <summary>A candle closed.</summary>
    /// <param name="Candles">The newest closed candles, oldest first, with the new one last; shared and never changed.</param>
    public sealed record CandleArrived(IReadOnlyList<Candle> Candles) : INoSerializationVerificationNeeded;

    /// <summary>The instrument's data went stale or came back.</summary>
    /// <param name="IsStale">Whether it is stale now.</param>
    /// <param name="Reason">A sentence.</param>
    public sealed record FreshnessChanged(bool IsStale, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>
    /// A simulated market asks whether everything that a tick caused is done; answered by <see cref="Settled"/>. Lets a market that runs
    /// faster than time wait for its traders.
    /// </summary>
    /// <param name="Instrument">Whose tick it was; bots of other instruments are waited for, too.</param>
    /// <param name="Sequence">The tick's number in the venue's stream.</param>
    public sealed record SettleTick(InstrumentId Instrument, long Sequence) : INoSerializationVerificationNeeded;

    /// <summary>Asks a hub for the end of what its subscribers were told so far; answered by <see cref="Settled"/>.</summary>
    /// <param name="Sequence">The tick's number.</param>
    /// <param name="AwaitsTick">Whether the hub must have heard the tick itself first.</param>
    public sealed record SettleHub(long Sequence, bool AwaitsTick) : INoSerializationVerificationNeeded;

    /// <summary>Asks one bot whether it is done; passed along its children so that it arrives behind what they were told before.</summary>
    /// <param name="ReplyTo">Who wants to know.</param>
    /// <param name="Sequence">The tick's number, given back in the answer.</param>
    public sealed record Settle(IActorRef ReplyTo, long Sequence) : INoSerializationVerificationNeeded;

    /// <summary>Done.</summary>
    /// <param name="Sequence">The tick's number.</param>
    public sealed record Settled(long Sequence) : INoSerializationVerificationNeeded;
}

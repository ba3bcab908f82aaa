using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Ports.Venues;

/// <summary>What a public stream tells.</summary>
public abstract record MarketEvent
{
    private MarketEvent()
    {
    }

    /// <summary>The stream is connected and everything wanted is subscribed. Candles missed before must be asked for.</summary>
    /// <param name="At">Local time, UTC.</param>
    public sealed record Connected(DateTimeOffset At) : MarketEvent;

    /// <summary>The stream is down; the client reconnects by itself.</summary>
    /// <param name="Reason">For logs.</param>
    /// <param name="At">Local time, UTC.</param>
    public sealed record Disconnected(string Reason, DateTimeOffset At) : MarketEvent;

    /// <summary>The last price changed or was told again.</summary>
    /// <param name="Instrument">What was traded.</param>
    /// <param name="Price">Last trade's price.</param>
    /// <param name="At">When it traded, venue time, UTC.</param>
    /// <param name="ReceivedAt">When we received it, local time, UTC.</param>
    /// <param name="Sequence">The venue's running number for the instrument; zero when it has none.</param>
    public sealed record PriceChanged(InstrumentId Instrument, Price Price, DateTimeOffset At, DateTimeOffset ReceivedAt, long Sequence) : MarketEvent;

    /// <summary>A candle is final. Told once per candle by the client, in order; the venue's confirm flag decides, never our clock.</summary>
    /// <param name="Instrument">Whose candle.</param>
    /// <param name="Interval">Which length.</param>
    /// <param name="Candle">The final candle.</param>
    public sealed record CandleClosed(InstrumentId Instrument, CandleInterval Interval, Candle Candle) : MarketEvent;

    /// <summary>No application data for an instrument for the configured time although the socket lives; the client resubscribes by itself.</summary>
    /// <param name="Instrument">Which instrument.</param>
    /// <param name="Since">When its last message came, local time, UTC.</param>
    public sealed record WentStale(InstrumentId Instrument, DateTimeOffset Since) : MarketEvent;
}

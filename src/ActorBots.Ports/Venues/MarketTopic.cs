using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Ports.Venues;

/// <summary>What a subscriber wants of an instrument: always its last price, and the closed candles of one interval.</summary>
/// <param name="Instrument">Which instrument.</param>
/// <param name="Interval">Which candles.</param>
public sealed record MarketTopic(InstrumentId Instrument, CandleInterval Interval);

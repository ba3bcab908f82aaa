using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Venues;

/// <summary>One periodic payment between longs and shorts.</summary>
/// <param name="FundingId">The venue's id of the payment; booked once.</param>
/// <param name="Instrument">What was held.</param>
/// <param name="Amount">Change of the wallet, quote currency: negative is paid, positive is received.</param>
/// <param name="PositionQuantity">The position that it was charged on, base units; positive.</param>
/// <param name="At">Venue time, UTC.</param>
public sealed record FundingPayment(string FundingId, InstrumentId Instrument, Money Amount, Quantity PositionQuantity, DateTimeOffset At);

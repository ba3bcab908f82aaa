using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Venues;

/// <summary>The account's net position in one instrument as the venue reports it.</summary>
/// <param name="Instrument">What is held.</param>
/// <param name="NetQuantity">Base units: positive is long, negative is short, zero is flat.</param>
/// <param name="AverageEntryPrice">Quantity-weighted entry price; absent when flat.</param>
/// <param name="UpdatedAt">Venue time, UTC.</param>
public sealed record VenuePosition(InstrumentId Instrument, decimal NetQuantity, Price? AverageEntryPrice, DateTimeOffset UpdatedAt);

using ActorBots.Domain.Instruments;

namespace ActorBots.Ports.Venues;

/// <summary>
/// The account's position in one instrument as the venue reports it. In hedge mode the quantity is that of the long leg, on which the bots
/// trade, and a short leg is told apart.
/// </summary>
/// <param name="Instrument">What is held.</param>
/// <param name="NetQuantity">Base units: positive is long, negative is short, zero is flat.</param>
/// <param name="AverageEntryPrice">Quantity-weighted entry price; absent when flat.</param>
/// <param name="UpdatedAt">Venue time, UTC.</param>
public sealed record VenuePosition(InstrumentId Instrument, decimal NetQuantity, Price? AverageEntryPrice, DateTimeOffset UpdatedAt)
{
    /// <summary>Size of a short leg held beside the long one in hedge mode, base units; zero in one-way mode. No bot ever makes one.</summary>
    public decimal ShortLegQuantity { get; init; }
}

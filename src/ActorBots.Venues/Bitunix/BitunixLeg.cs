using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Bitunix;

/// <summary>How an account holds positions.</summary>
internal enum BitunixPositionMode
{
    /// <summary>One net position per instrument.</summary>
    OneWay = 1,

    /// <summary>A long and a short one beside each other.</summary>
    Hedge = 2,
}

/// <summary>A position of the venue: the net one, or one of two in hedge mode. Its id is new whenever it is opened anew.</summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="IsLong">Which way.</param>
/// <param name="Mode">The account's mode.</param>
/// <param name="Quantity">Base units; zero when it was closed.</param>
/// <param name="AveragePrice">Entry price; absent when closed.</param>
/// <param name="Funding">Funding since it was opened, as the venue signs it.</param>
/// <param name="Unrealized">Unrealized result, quote currency.</param>
/// <param name="OpenedAt">Venue time.</param>
/// <param name="UpdatedAt">Venue time.</param>
internal sealed record BitunixLeg(
    string Id,
    InstrumentId Instrument,
    bool IsLong,
    BitunixPositionMode Mode,
    decimal Quantity,
    Price? AveragePrice,
    decimal Funding,
    decimal Unrealized,
    DateTimeOffset OpenedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Positive when long.</summary>
    public decimal Signed => IsLong ? Quantity : -Quantity;
}

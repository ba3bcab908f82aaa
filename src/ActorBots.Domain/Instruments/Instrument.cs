namespace ActorBots.Domain.Instruments;

/// <summary>A linear perpetual with the venue's filters. All steps and limits are positive.</summary>
public sealed record Instrument
{
    /// <summary>The instrument's name.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>Smallest price step, quote per base.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Smallest quantity step, base units.</summary>
    public required decimal QuantityStep { get; init; }

    /// <summary>Smallest quantity of an order, base units.</summary>
    public required Quantity MinQuantity { get; init; }

    /// <summary>Largest quantity of a market order, base units.</summary>
    public required Quantity MaxMarketQuantity { get; init; }

    /// <summary>Smallest value (price × quantity) of an opening order, quote currency.</summary>
    public required Money MinNotional { get; init; }

    /// <summary>Highest leverage, a factor of 1 or more.</summary>
    public required decimal MaxLeverage { get; init; }

    /// <summary>Whether new positions may be opened now.</summary>
    public bool IsTrading { get; init; } = true;

    /// <summary>Rounds down to the quantity step; never up to the minimum.</summary>
    /// <param name="quantity">Base units; zero or more.</param>
    public Quantity RoundDown(Quantity quantity) => new(decimal.Floor(quantity.Value / QuantityStep) * QuantityStep);

    /// <summary>Rounds a price down to the tick: the safe direction for a buy price and for the trigger of a rising order.</summary>
    public Price RoundDown(Price price) => new(decimal.Floor(price.Value / TickSize) * TickSize);

    /// <summary>Rounds a price up to the tick: the safe direction for a protective stop below a long position, which then loses less.</summary>
    public Price RoundUp(Price price) => new(decimal.Ceiling(price.Value / TickSize) * TickSize);

    /// <summary>Whether a price lies on the tick grid.</summary>
    public bool IsOnTick(Price price) => price.Value % TickSize == 0m;

    /// <summary>Whether a quantity lies on the step grid.</summary>
    public bool IsOnStep(Quantity quantity) => quantity.Value % QuantityStep == 0m;

    /// <summary>Whether the venue would accept an opening market order of this quantity at about this price.</summary>
    public bool Accepts(Quantity quantity, Price price) =>
        IsOnStep(quantity) && quantity >= MinQuantity && quantity <= MaxMarketQuantity && quantity * price >= MinNotional;
}

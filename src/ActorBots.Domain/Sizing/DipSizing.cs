using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Sizing;

/// <summary>Sizes an entry from the depth of the dip: the deeper, the larger the share of the budget.</summary>
public static class DipSizing
{
    /// <summary>
    /// The share of the sizing table, reduced in a wild market, is used as margin; margin × leverage ÷ price gives the
    /// quantity, rounded down to the step and never up to a minimum.
    /// </summary>
    /// <param name="sizing">The table and the reduction.</param>
    /// <param name="dipAtr">Recent high minus price, in units of ATR. Above the first row the first row applies.</param>
    /// <param name="volatilityRate">ATR ÷ price, a rate (0.03 = 3 %); zero or more.</param>
    /// <param name="allocated">The bot's allocated budget, quote currency; positive.</param>
    /// <param name="leverage">Notional ÷ margin; 1 or more.</param>
    /// <param name="price">Expected fill price, quote per base; positive.</param>
    /// <param name="instrument">The instrument's filters.</param>
    /// <returns>At most the largest market order; <see cref="SizedEntry.None"/> below the smallest quantity or notional.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input is outside its stated range.</exception>
    public static SizedEntry Size(
        SizingConfig sizing,
        decimal dipAtr,
        decimal volatilityRate,
        Money allocated,
        decimal leverage,
        Price price,
        Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(sizing);
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(allocated.Value, nameof(allocated));
        ArgumentOutOfRangeException.ThrowIfLessThan(leverage, 1m);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price.Value, nameof(price));

        var intended = allocated * Share(sizing, dipAtr, volatilityRate) * leverage;
        var quantity = Quantity.Min(Affordable(intended, price, instrument), instrument.RoundDown(instrument.MaxMarketQuantity));
        if (quantity.IsZero || !instrument.Accepts(quantity, price))
        {
            return SizedEntry.None;
        }

        var notional = quantity * price;
        return new SizedEntry { Quantity = quantity, Margin = notional / leverage, Notional = notional };
    }

    /// <summary>The share of the allocated budget used as margin, a rate: the table's row, times the factor in a wild market.</summary>
    /// <param name="sizing">The table and the reduction.</param>
    /// <param name="dipAtr">Recent high minus price, in units of ATR.</param>
    /// <param name="volatilityRate">ATR ÷ price, a rate.</param>
    public static decimal Share(SizingConfig sizing, decimal dipAtr, decimal volatilityRate)
    {
        ArgumentNullException.ThrowIfNull(sizing);
        var share = sizing.Steps[0].BudgetShare;
        foreach (var step in sizing.Steps)
        {
            share = step.DipAtr <= dipAtr ? step.BudgetShare : share;
        }

        return volatilityRate > sizing.HighVolatilityRate ? share * sizing.HighVolatilityFactor : share;
    }

    private static Quantity Affordable(Money notional, Price price, Instrument instrument)
    {
        var quantity = instrument.RoundDown(new Quantity(notional.Value / price.Value));

        // A quotient is rounded at its 28th digit and may land on a step that it does not quite reach.
        return quantity * price > notional ? quantity - new Quantity(instrument.QuantityStep) : quantity;
    }
}

using ActorBots.Domain.Instruments;

namespace ActorBots.Simulation.Market;

/// <summary>A linear perpetual as the simulated venue lists it: the engine's filters and what only the venue needs.</summary>
public sealed record InstrumentRules
{
    /// <summary>Name, tick, step, minimums and highest leverage.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Base currency, <c>BTC</c>.</summary>
    public required string BaseCurrency { get; init; }

    /// <summary>Quote and settlement currency.</summary>
    public string QuoteCurrency { get; init; } = "USDT";

    /// <summary>Largest quantity of a limit order, base units.</summary>
    public required decimal MaxLimitQuantity { get; init; }

    /// <summary>Lowest price, quote per base.</summary>
    public required decimal MinPrice { get; init; }

    /// <summary>Highest price, quote per base.</summary>
    public required decimal MaxPrice { get; init; }

    /// <summary>Maintenance margin as a share of the position's value.</summary>
    public decimal MaintenanceMarginRate { get; init; } = 0.005m;

    /// <summary>Largest distance of a market order's fill from the last price, a rate.</summary>
    public decimal MarketBoundRate { get; init; } = 0.05m;

    /// <summary>Largest position value of the one risk tier, USDT.</summary>
    public decimal RiskLimitValue { get; init; } = 2_000_000m;

    /// <summary>When it was listed, UTC.</summary>
    public DateTimeOffset LaunchedAt { get; init; } = new(2020, 3, 25, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The name.</summary>
    public string Symbol => Instrument.Id.Symbol;
}

using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>
/// Margin arithmetic of a linear perpetual under cross margin: initial margin is value ÷ leverage, maintenance margin a rate of the value,
/// and both contain the estimated fee of closing at the bankruptcy price.
/// </summary>
internal static class MarginModel
{
    /// <summary>Estimated closing fee as a share of the position's value.</summary>
    public static decimal ClosingFeeRate(OrderSide side, decimal leverage, decimal takerRate) =>
        takerRate * (side == OrderSide.Buy ? 1m - (1m / leverage) : 1m + (1m / leverage));

    /// <summary>Initial margin of a position of a value.</summary>
    public static decimal Initial(OrderSide side, decimal value, decimal leverage, decimal takerRate) =>
        (value / leverage) + (value * ClosingFeeRate(side, leverage, takerRate));

    /// <summary>Maintenance margin of a position of a value.</summary>
    public static decimal Maintenance(OrderSide side, decimal value, decimal leverage, decimal takerRate, decimal maintenanceRate) =>
        value * (maintenanceRate + ClosingFeeRate(side, leverage, takerRate));

    /// <summary>What opening a value takes from the free margin: its initial margin and the fee of opening.</summary>
    public static decimal NeededToOpen(OrderSide side, decimal value, decimal leverage, decimal takerRate) =>
        Initial(side, value, leverage, takerRate) + (value * takerRate);

    /// <summary>Mark price at which equity meets the maintenance margin while everything else stays; nothing when that is not above zero.</summary>
    /// <param name="side">Buy for long.</param>
    /// <param name="size">Base units, positive.</param>
    /// <param name="cost">Exact cost of the position.</param>
    /// <param name="otherEquity">Wallet plus other positions' results less their maintenance margins.</param>
    /// <param name="marginRate">Maintenance margin as a share of this position's value.</param>
    public static decimal? LiquidationPrice(OrderSide side, decimal size, decimal cost, decimal otherEquity, decimal marginRate)
    {
        var price = side == OrderSide.Buy
            ? (cost - otherEquity) / (size * (1m - marginRate))
            : (cost + otherEquity) / (size * (1m + marginRate));
        return price > 0m ? price : null;
    }

    /// <summary>Exit price at which a position, its realized results so far included, ends at zero after the closing fee.</summary>
    public static decimal BreakEven(OrderSide side, decimal size, decimal cost, decimal realized, decimal takerRate) => side == OrderSide.Buy
        ? (cost - realized) / (size * (1m - takerRate))
        : (cost + realized) / (size * (1m + takerRate));
}

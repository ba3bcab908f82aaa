using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>Makes the outside view of a position.</summary>
internal static class PositionSnapshots
{
    public static PositionSnapshot Snapshot(this Holding holding, Position position)
    {
        return new PositionSnapshot
        {
            Account = position.Account,
            Symbol = position.Symbol,
            PositionIndex = position.Index,
            PositionId = position.Life?.Id ?? string.Empty,
            Side = position.Side,
            Size = position.Size,
            OpenCost = position.OpenCost,
            Leverage = holding.Leverage,
            MarkPrice = holding.Market.MarkPrice,
            InitialMargin = Decimals.Round8(holding.InitialMargin(position)),
            MaintenanceMargin = Decimals.Round8(holding.MaintenanceMargin(position)),
            LiquidationPrice = holding.LiquidationPrice(position),
            BreakEvenPrice = BreakEvenOf(holding, position),
            UnrealizedPnl = position.UnrealizedAt(holding.Market.MarkPrice),
            CurrentRealizedPnl = position.CurrentRealized,
            GrossPnl = position.Life?.Gross ?? 0m,
            Fees = position.Life?.Fees ?? 0m,
            Funding = position.Life?.Funding ?? 0m,
            CumulativeRealizedPnl = position.CumulativeRealized,
            TakeProfit = Protection(holding, position, ConditionalKind.TakeProfit)?.TriggerPrice,
            StopLoss = Protection(holding, position, ConditionalKind.StopLoss)?.TriggerPrice,
            TrailingStop = Protection(holding, position, ConditionalKind.TrailingStop)?.TrailingDistance,
            ProtectionMode = position.ProtectionMode,
            Sequence = position.Sequence,
            OpenedAt = position.OpenedAt,
            CreatedAt = position.CreatedAt,
            UpdatedAt = position.UpdatedAt,
        };
    }

    /// <summary>Mark price, on the tick, at which the account would be liquidated if nothing else changed; nothing when flat or not above zero.</summary>
    public static decimal? LiquidationPrice(this Holding holding, Position position) => ExactLiquidationPrice(holding, position) is { } price
        ? Decimals.FloorTo(price, holding.Market.Rules.Instrument.TickSize)
        : null;

    /// <summary>The waiting protection order of a kind, if there is one.</summary>
    public static VenueOrder? Protection(Holding holding, Position position, ConditionalKind kind) => holding.Orders.Values
        .Select(o => o.Order)
        .FirstOrDefault(o => o.Conditional == kind && o.PositionIndex == position.Index && o.Status == VenueOrderStatus.Untriggered);

    private static decimal? ExactLiquidationPrice(Holding holding, Position position)
    {
        if (position.Side is not { } side)
        {
            return null;
        }

        var account = holding.Account;
        var others = account.Equity() - position.UnrealizedAt(holding.Market.MarkPrice)
            - (account.MaintenanceMargin() - holding.MaintenanceMargin(position));
        var rate = holding.Market.Rules.MaintenanceMarginRate + MarginModel.ClosingFeeRate(side, holding.Leverage, account.Fees.Taker);
        return MarginModel.LiquidationPrice(side, position.Size, position.OpenCost, others, rate);
    }

    private static decimal? BreakEvenOf(Holding holding, Position position) => position.Side is OrderSide side
        ? Decimals.Round8(MarginModel.BreakEven(side, position.Size, position.OpenCost, position.CurrentRealized, holding.Account.Fees.Taker))
        : null;
}

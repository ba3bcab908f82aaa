using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>Begins and ends the lives of positions as fills are booked, and keeps what ended for the position history.</summary>
internal sealed class PositionLives(ExchangeState state)
{
    /// <summary>Follows one fill, after the position took it.</summary>
    /// <returns>The id of the life that it closed from, or else opened.</returns>
    public string Follow(Holding holding, Position position, VenueOrder order, FillEffect effect, Fill fill)
    {
        var id = string.Empty;
        if (effect.Closed > 0m)
        {
            var life = position.Life ?? throw new InvalidOperationException("only an open position can be closed");
            id = life.Id;
            life.Close(effect, fill.Kind);
            if (position.IsFlat || effect.Opened > 0m)
            {
                position.Life = null;
                state.Mutation.ClosedPositions.Add(RowOf(holding, position, life, fill.LiquidationPrice));
            }
        }

        if (effect.Opened > 0m)
        {
            var life = position.Life ??= Begin(position, order);
            life.Open(fill.Price, effect.Opened, fill.Fee - effect.CloseFee);
            id = id.Length > 0 ? id : life.Id;
        }

        return id;
    }

    private PositionLife Begin(Position position, VenueOrder order)
    {
        var number = ++state.LastPositionNumber;
        state.Mutation.OpenedPositions.Add(position);
        return new PositionLife { Number = number, Id = state.Ids.Position(number), Side = order.Side, OpenedAt = state.Now };
    }

    private ClosedPosition RowOf(Holding holding, Position position, PositionLife life, decimal? liquidationPrice) => new()
    {
        Number = life.Number,
        PositionId = life.Id,
        Account = position.Account,
        Symbol = position.Symbol,
        PositionIndex = position.Index,
        Mode = holding.Mode,
        Side = life.Side,
        Leverage = holding.Leverage,
        MaxQuantity = life.MaxQuantity,
        EntryValue = life.OpenedValue,
        ExitValue = life.ClosedValue,
        ClosedQuantity = life.ClosedQuantity,
        LiquidatedQuantity = life.LiquidatedQuantity,
        Fees = life.Fees,
        Funding = life.Funding,
        GrossPnl = life.Gross,
        LiquidationPrice = liquidationPrice,
        OpenedAt = life.OpenedAt,
        ClosedAt = state.Now,
    };

    /// <summary>One fill.</summary>
    /// <param name="Price">Its price.</param>
    /// <param name="Fee">Its fee; positive is paid.</param>
    /// <param name="Kind">What caused it.</param>
    /// <param name="LiquidationPrice">The position's liquidation price before it.</param>
    internal readonly record struct Fill(decimal Price, decimal Fee, ExecutionKind Kind, decimal? LiquidationPrice);
}

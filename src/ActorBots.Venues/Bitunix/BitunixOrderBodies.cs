using ActorBots.Domain.Orders;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>What orders look like on the wire, by the account's position mode.</summary>
internal static class BitunixOrderBodies
{
    /// <summary>A market order.</summary>
    /// <remarks>
    /// Opening is alike in both modes. Closing is an order of the opposite side that may only reduce in one-way mode; in hedge mode the side
    /// names the position, not the action, and the position's id is needed.
    /// </remarks>
    /// <param name="request">An entry or an exit.</param>
    /// <param name="mode">The account's mode.</param>
    /// <param name="positionId">What an exit closes; only for hedge mode.</param>
    public static BitunixPlaceOrder ToOrder(OrderRequest request, BitunixPositionMode mode, string? positionId)
    {
        var closesInHedge = request.ReduceOnly && mode == BitunixPositionMode.Hedge;
        return new BitunixPlaceOrder
        {
            Symbol = request.Instrument.Symbol,
            Qty = WireNumber.Format(request.Quantity.Value),
            Side = BitunixMapper.ToText(closesInHedge ? Opposite(request.Side) : request.Side),
            TradeSide = closesInHedge ? "CLOSE" : "OPEN",
            PositionId = closesInHedge ? positionId : null,
            ReduceOnly = request.ReduceOnly ? true : null,
            ClientId = request.ClientOrderId.Value,
        };
    }

    /// <summary>A stop of its own quantity on a position.</summary>
    public static BitunixStopOrder ToStop(OrderRequest request, string positionId) => new()
    {
        Symbol = request.Instrument.Symbol,
        PositionId = positionId,
        SlPrice = WireNumber.Format(request.TriggerPrice!.Value.Value),
        SlQty = WireNumber.Format(request.Quantity.Value),
    };

    /// <summary>Whether an order that shrinks a position shrinks a long one.</summary>
    public static bool ReducesLong(OrderRequest request) => request.Side == OrderSide.Sell;

    private static OrderSide Opposite(OrderSide side) => side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
}

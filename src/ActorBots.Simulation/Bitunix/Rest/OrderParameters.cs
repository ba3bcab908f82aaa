using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Reads new orders as clients send them, for the account's position mode.</summary>
internal sealed class OrderParameters(BitunixVenue venue)
{
    private const int LongestClientId = 64;

    /// <summary>Reads a new order; problems are remembered in the parameters.</summary>
    public static OrderTicket ReadTicket(RestParameters parameters, string symbol)
    {
        var type = parameters.Type("orderType");
        var quantity = parameters.Number("qty");
        var price = parameters.Number("price");
        var effect = parameters.Effect();
        var side = parameters.Side();
        Check(parameters, symbol.Length > 0, "symbol");
        Check(parameters, quantity is not null, "qty");
        Check(parameters, type != OrderType.Limit || price > 0m, "price");
        return new OrderTicket
        {
            Symbol = symbol,
            Side = side,
            Type = type,
            Quantity = quantity ?? 0m,
            Price = type == OrderType.Limit ? price : null,
            TimeInForce = type == OrderType.Limit ? effect : TimeInForce.GoodTillCancel,
            ClientOrderId = ReadClientId(parameters),
            ReduceOnly = parameters.Flag("reduceOnly") ?? false,
            TakeProfit = Positive(parameters.Number("tpPrice")),
            StopLoss = Positive(parameters.Number("slPrice")),
            TakeProfitBy = parameters.Source("tpStopType"),
            StopLossBy = parameters.Source("slStopType"),
            ProtectionMode = ProtectionMode.Partial,
            TakeProfitLimitPrice = ReadLimit(parameters, "tp"),
            StopLossLimitPrice = ReadLimit(parameters, "sl"),
        };
    }

    /// <summary>The price of the limit order that a take profit or stop loss makes; nothing for a market order.</summary>
    /// <param name="parameters">The call's.</param>
    /// <param name="leg"><c>tp</c> or <c>sl</c>.</param>
    public static decimal? ReadLimit(RestParameters parameters, string leg)
    {
        if (parameters.Type($"{leg}OrderType", OrderType.Market) == OrderType.Market)
        {
            return null;
        }

        var price = parameters.Number($"{leg}OrderPrice");
        Check(parameters, price > 0m, $"{leg}OrderPrice");
        return price;
    }

    /// <summary>Fits an order into the position mode: which position it opens or closes, and with which action.</summary>
    /// <param name="apiKey">Whose order.</param>
    /// <param name="ticket">The order as read.</param>
    /// <param name="parameters">The call's.</param>
    /// <returns>The order, or why it is refused.</returns>
    public (OrderTicket Ticket, RestReply? Refusal) Fit(string apiKey, OrderTicket ticket, RestParameters parameters)
    {
        var isHedge = venue.PositionModeOf(apiKey) == PositionMode.Hedge;
        var intent = parameters.Word("tradeSide");
        return intent switch
        {
            "" when isHedge => (ticket, BitunixReply.BadParameter("Parameter error: tradeSide is required in hedge mode")),
            "" or "OPEN" => (ticket with { PositionIndex = isHedge ? IndexOf(ticket.Side) : 0 }, null),
            "CLOSE" when isHedge => Close(apiKey, ticket, parameters.Text("positionId")),
            "CLOSE" => (ticket, BitunixReply.BadParameter("Parameter error: tradeSide CLOSE is for hedge mode only")),
            _ => (ticket, BitunixReply.BadParameter("Parameter error: tradeSide")),
        };
    }

    /// <summary>Why a limit price is outside the band around the mark price; nothing when it is inside.</summary>
    public RestReply? BandRefusal(OrderTicket ticket)
    {
        if (ticket.Price is not { } price || venue.Instrument(ticket.Symbol) is not { } rules || venue.Exchange.GetTicker(ticket.Symbol) is not { } ticker)
        {
            return null;
        }

        return ticket.Side == OrderSide.Buy && price > ticker.MarkPrice * (1m + rules.MarketBoundRate)
                ? RestReply.Refuse(BitunixCode.AboveMaximumBuyPrice, "The price is above the maximum buy price")
            : ticket.Side == OrderSide.Sell && price < ticker.MarkPrice * (1m - rules.MarketBoundRate)
                ? RestReply.Refuse(BitunixCode.BelowMinimumSellPrice, "The price is below the minimum sell price")
            : null;
    }

    /// <summary>In a close the side names the position: <c>BUY</c> closes a long one.</summary>
    private (OrderTicket Ticket, RestReply? Refusal) Close(string apiKey, OrderTicket ticket, string positionId)
    {
        if (positionId.Length == 0)
        {
            return (ticket, BitunixReply.BadParameter("Parameter error: positionId is required to close"));
        }

        var position = venue.Exchange.Positions.Find(apiKey, positionId);
        return position is null || position.Symbol != ticket.Symbol || position.Side != ticket.Side
            ? (ticket, RestReply.Refuse(BitunixCode.PositionNotFound, "Position does not exist"))
            : (ticket with
            {
                Side = ticket.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy,
                PositionIndex = position.PositionIndex,
                ReduceOnly = true,
            }, null);
    }

    private static string ReadClientId(RestParameters parameters)
    {
        var id = parameters.Text("clientId");
        Check(parameters, id.Length <= LongestClientId, "clientId");
        return id;
    }

    private static int IndexOf(OrderSide side) => side == OrderSide.Buy ? 1 : 2;

    private static decimal? Positive(decimal? value) => value > 0m ? value : null;

    private static void Check(RestParameters parameters, bool holds, string name)
    {
        if (!holds)
        {
            parameters.Bad(name);
        }
    }
}

using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>The one take profit and the one stop loss of a whole position.</summary>
internal sealed class PositionTpslEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;

    /// <summary>Fields of the other kind, which the live venue refuses here.</summary>
    private static readonly string[] Foreign =
        ["tpOrderType", "tpOrderPrice", "tpQty", "slOrderType", "slOrderPrice", "slQty"];

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/api/v1/futures/tpsl/position/place_order", PerSecond, c => Set(c, isNew: true), TradeOperations.CreateStop),
        RestRoute.Command("/api/v1/futures/tpsl/position/modify_order", PerSecond, c => Set(c, isNew: false), TradeOperations.AmendStop),
    ];

    private RestReply Set(RestCall call, bool isNew)
    {
        var parameters = call.Parameters;
        var symbol = parameters.RequiredSymbol();
        var positionId = parameters.Required("positionId");
        if (Foreign.FirstOrDefault(name => parameters.Peek(name).Length > 0) is { } foreign)
        {
            parameters.Bad(foreign);
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.Exchange.Positions.Find(call.ApiKey, positionId) is not { } position || position.Symbol != symbol)
        {
            return RestReply.Refuse(BitunixCode.PositionNotFound, "Position does not exist");
        }

        return (isNew, Present(call.ApiKey, position)) switch
        {
            (true, not null) => BitunixReply.BadParameter("Parameter error: the position has its TP/SL already, modify it"),
            (false, null) => BitunixReply.OrderNotFound,
            _ => Set(call, position),
        };
    }

    private RestReply Set(RestCall call, PositionSnapshot position)
    {
        var parameters = call.Parameters;
        var request = new TradingStopRequest
        {
            Symbol = position.Symbol,
            PositionIndex = position.PositionIndex,
            TakeProfit = Positive(parameters.Number("tpPrice")),
            StopLoss = Positive(parameters.Number("slPrice")),
            TakeProfitBy = parameters.Source("tpStopType"),
            StopLossBy = parameters.Source("slStopType"),
        };
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if ((request.TakeProfit ?? request.StopLoss) is null)
        {
            return RestReply.Refuse(BitunixCode.NoTriggerPrice, "Neither a TP price nor an SL price is given");
        }

        var outcome = venue.Exchange.SetTradingStop(call.ApiKey, request);
        return outcome.IsSuccess || outcome.Refusal.Code == RefusalCode.ProtectionNotModified ? Told(call, position) : RefusalCodes.Reply(outcome.Refusal);
    }

    private RestReply Told(RestCall call, PositionSnapshot position)
    {
        var id = Present(call.ApiKey, position)?.OrderId ?? string.Empty;
        call.OrderIds = call.CreatedOrderIds = [id];
        return BitunixReply.Object(json => json.WriteString("orderId", id));
    }

    /// <summary>The older one of the position's own take profit and stop loss.</summary>
    private VenueOrder? Present(string apiKey, PositionSnapshot position) => venue.Exchange.GetOpenOrders(apiKey, position.Symbol).LastOrDefault(o =>
        o.Conditional is ConditionalKind.TakeProfit or ConditionalKind.StopLoss && o.PositionIndex == position.PositionIndex);

    private static decimal? Positive(decimal? value) => value > 0m ? value : null;
}

using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Reads what <c>/v5/position/trading-stop</c> is asked.</summary>
internal static class TradingStopParameters
{
    /// <summary>Reads the request; problems are remembered in the parameters.</summary>
    public static TradingStopRequest Read(RestParameters parameters)
    {
        var mode = parameters.Protection();
        var takeLimit = Limit(parameters, "tpOrderType", "tpLimitPrice", mode);
        var stopLimit = Limit(parameters, "slOrderType", "slLimitPrice", mode);
        var takeSize = parameters.Number("tpSize");
        var stopSize = parameters.Number("slSize");
        if (mode == ProtectionMode.Partial && takeSize is not null && stopSize is not null && takeSize != stopSize)
        {
            parameters.Bad("tpSize");
        }

        var request = new TradingStopRequest
        {
            Symbol = parameters.Required("symbol"),
            PositionIndex = parameters.PositionIndex(),
            Mode = mode,
            TakeProfit = parameters.Number("takeProfit"),
            StopLoss = parameters.Number("stopLoss"),
            TrailingStop = parameters.Number("trailingStop"),
            ActivationPrice = parameters.Number("activePrice") is { } price and > 0m ? price : null,
            TakeProfitBy = parameters.Source("tpTriggerBy") ?? PriceSource.Last,
            StopLossBy = parameters.Source("slTriggerBy") ?? PriceSource.Last,
            TakeProfitQuantity = takeSize,
            StopLossQuantity = stopSize,
            TakeProfitLimitPrice = takeLimit,
            StopLossLimitPrice = stopLimit,
        };
        if (request is { TakeProfit: null, StopLoss: null, TrailingStop: null })
        {
            parameters.Bad("stopLoss");
        }

        return request;
    }

    private static decimal? Limit(RestParameters parameters, string typeName, string priceName, ProtectionMode mode)
    {
        if (parameters.Type(typeName, OrderType.Market) == OrderType.Market)
        {
            return null;
        }

        var price = parameters.Number(priceName);
        if (price is null || mode == ProtectionMode.Full)
        {
            parameters.Bad(price is null ? priceName : typeName);
        }

        return price;
    }
}

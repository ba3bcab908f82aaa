using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Reads orders as clients send them. Problems are remembered in the parameters.</summary>
internal static class OrderParameters
{
    private const int LongestLinkId = 36;

    /// <summary>Reads a new order.</summary>
    public static OrderTicket ReadTicket(RestParameters parameters)
    {
        var type = parameters.Type("orderType");
        var quantity = parameters.Number("qty");
        var price = parameters.Number("price");
        var trigger = parameters.Number("triggerPrice");
        var slippage = ReadSlippage(parameters);
        Check(parameters, quantity is not null, "qty");
        Check(parameters, type != OrderType.Limit || price > 0m, "price");
        Check(parameters, slippage is null || (type == OrderType.Market && trigger is null), "slippageTolerance");
        Check(parameters, parameters.Text("smpType") is "" or "None" or "CancelMaker" or "CancelTaker" or "CancelBoth", "smpType");
        Check(parameters, parameters.Text("bboSideType").Length == 0, "bboSideType");
        return new OrderTicket
        {
            Symbol = parameters.Required("symbol"),
            Side = parameters.Side(),
            Type = type,
            Quantity = quantity ?? 0m,
            Price = type == OrderType.Limit ? price : null,
            TimeInForce = parameters.Time(),
            ClientOrderId = ReadLinkId(parameters),
            PositionIndex = parameters.PositionIndex(),
            ReduceOnly = parameters.Flag("reduceOnly") ?? false,
            CloseOnTrigger = parameters.Flag("closeOnTrigger") ?? false,
            TriggerPrice = trigger,
            TriggerDirection = parameters.Direction(),
            TriggerBy = parameters.Source("triggerBy") ?? PriceSource.Last,
            TakeProfit = Positive(parameters.Number("takeProfit")),
            StopLoss = Positive(parameters.Number("stopLoss")),
            TakeProfitBy = parameters.Source("tpTriggerBy") ?? PriceSource.Last,
            StopLossBy = parameters.Source("slTriggerBy") ?? PriceSource.Last,
            ProtectionMode = parameters.Protection(),
            TakeProfitLimitPrice = ReadProtectionLimit(parameters, "tpOrderType", "tpLimitPrice"),
            StopLossLimitPrice = ReadProtectionLimit(parameters, "slOrderType", "slLimitPrice"),
            SlippageTolerance = slippage,
        };
    }

    /// <summary>Reads which order is meant.</summary>
    public static OrderReference ReadReference(RestParameters parameters)
    {
        var symbol = parameters.Required("symbol");
        var orderId = parameters.Text("orderId");
        var linkId = parameters.Text("orderLinkId");
        if (orderId.Length == 0 && linkId.Length == 0)
        {
            parameters.Bad("params error: OrderId or orderLinkId is required", isWholeText: true);
        }

        return new OrderReference(symbol, orderId.Length > 0 ? orderId : null, linkId.Length > 0 ? linkId : null);
    }

    /// <summary>Reads what shall change of an order.</summary>
    public static OrderAmendment ReadAmendment(RestParameters parameters)
    {
        var amendment = new OrderAmendment
        {
            Quantity = parameters.Number("qty"),
            Price = parameters.Number("price"),
            TriggerPrice = parameters.Number("triggerPrice"),
            TriggerBy = parameters.Source("triggerBy"),
            TakeProfit = parameters.Number("takeProfit"),
            StopLoss = parameters.Number("stopLoss"),
            TakeProfitBy = parameters.Source("tpTriggerBy"),
            StopLossBy = parameters.Source("slTriggerBy"),
            TakeProfitLimitPrice = parameters.Number("tpLimitPrice"),
            StopLossLimitPrice = parameters.Number("slLimitPrice"),
        };
        Check(parameters, amendment != new OrderAmendment(), "qty");
        return amendment;
    }

    private static string ReadLinkId(RestParameters parameters)
    {
        var id = parameters.Text("orderLinkId");
        if (id.Length > LongestLinkId)
        {
            parameters.Bad($"order link id is longer than {LongestLinkId}", isWholeText: true);
        }

        Check(parameters, id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "orderLinkId");
        return id;
    }

    private static decimal? ReadProtectionLimit(RestParameters parameters, string typeName, string priceName)
    {
        if (parameters.Type(typeName, OrderType.Market) == OrderType.Market)
        {
            return null;
        }

        var price = parameters.Number(priceName);
        Check(parameters, price > 0m, priceName);
        return price;
    }

    private static SlippageTolerance? ReadSlippage(RestParameters parameters)
    {
        var value = parameters.Number("slippageTolerance");
        switch (parameters.Text("slippageToleranceType"))
        {
            case "" or "UNKNOWN":
                return null;
            case "TickSize" when value is not null:
                return new SlippageTolerance(SlippageUnit.Ticks, value.Value);
            case "Percent" when value is not null:
                return new SlippageTolerance(SlippageUnit.Percent, value.Value);
            default:
                parameters.Bad(value is null ? "slippageTolerance" : "slippageToleranceType");
                return null;
        }
    }

    private static decimal? Positive(decimal? value) => value > 0m ? value : null;

    private static void Check(RestParameters parameters, bool holds, string name)
    {
        if (!holds)
        {
            parameters.Bad(name);
        }
    }
}

using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Reads Bybit's words for orders; unknown ones are remembered as the call's problem.</summary>
internal static class OrderWords
{
    /// <summary><c>Buy</c> or <c>Sell</c>.</summary>
    public static OrderSide Side(this RestParameters parameters) => parameters.Text("side") switch
    {
        "Buy" => OrderSide.Buy,
        "Sell" => OrderSide.Sell,
        _ => parameters.Wrong<OrderSide>("side"),
    };

    /// <summary><c>Market</c> or <c>Limit</c>.</summary>
    public static OrderType Type(this RestParameters parameters, string name, OrderType? byDefault = null) => parameters.Text(name) switch
    {
        "Market" => OrderType.Market,
        "Limit" => OrderType.Limit,
        "" when byDefault is { } type => type,
        _ => parameters.Wrong<OrderType>(name),
    };

    /// <summary><c>GTC</c> (default), <c>IOC</c>, <c>FOK</c>, <c>PostOnly</c>.</summary>
    public static TimeInForce Time(this RestParameters parameters) => parameters.Text("timeInForce") switch
    {
        "" or "GTC" => TimeInForce.GoodTillCancel,
        "IOC" => TimeInForce.ImmediateOrCancel,
        "FOK" => TimeInForce.FillOrKill,
        "PostOnly" => TimeInForce.PostOnly,
        _ => parameters.Wrong<TimeInForce>("timeInForce"),
    };

    /// <summary><c>LastPrice</c>, <c>MarkPrice</c>, <c>IndexPrice</c>; nothing when absent.</summary>
    public static PriceSource? Source(this RestParameters parameters, string name) => parameters.Text(name) switch
    {
        "" => null,
        "LastPrice" => PriceSource.Last,
        "MarkPrice" => PriceSource.Mark,
        "IndexPrice" => PriceSource.Index,
        _ => parameters.Wrong<PriceSource>(name),
    };

    /// <summary><c>Full</c> (default) or <c>Partial</c>.</summary>
    public static ProtectionMode Protection(this RestParameters parameters) => parameters.Text("tpslMode") switch
    {
        "" or "Full" => ProtectionMode.Full,
        "Partial" => ProtectionMode.Partial,
        _ => parameters.Wrong<ProtectionMode>("tpslMode"),
    };

    /// <summary>1 or 2; nothing when absent or 0.</summary>
    public static TriggerDirection? Direction(this RestParameters parameters) => parameters.Integer("triggerDirection") switch
    {
        null or 0 => null,
        1 => TriggerDirection.Rising,
        2 => TriggerDirection.Falling,
        _ => parameters.Wrong<TriggerDirection>("triggerDirection"),
    };

    /// <summary>0 (default), 1 or 2.</summary>
    public static int PositionIndex(this RestParameters parameters)
    {
        var index = parameters.Integer("positionIdx") ?? 0;
        if (index is < 0 or > 2)
        {
            parameters.Bad("positionIdx");
        }

        return (int)index;
    }

    private static T Wrong<T>(this RestParameters parameters, string name)
        where T : struct
    {
        parameters.Bad(name);
        return default;
    }
}

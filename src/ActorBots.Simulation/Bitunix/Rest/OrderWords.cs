using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Reads Bitunix's words for orders, in any case; unknown ones are remembered as the call's problem.</summary>
internal static class OrderWords
{
    /// <summary><c>BUY</c> or <c>SELL</c>.</summary>
    public static OrderSide Side(this RestParameters parameters) => parameters.Word("side") switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => parameters.Wrong<OrderSide>("side"),
    };

    /// <summary><c>MARKET</c> or <c>LIMIT</c>.</summary>
    public static OrderType Type(this RestParameters parameters, string name, OrderType? byDefault = null) => parameters.Word(name) switch
    {
        "MARKET" => OrderType.Market,
        "LIMIT" => OrderType.Limit,
        "" when byDefault is { } type => type,
        _ => parameters.Wrong<OrderType>(name),
    };

    /// <summary><c>GTC</c> (default), <c>IOC</c>, <c>FOK</c>, <c>POST_ONLY</c>.</summary>
    public static TimeInForce Effect(this RestParameters parameters) => parameters.Word("effect") switch
    {
        "" or "GTC" => TimeInForce.GoodTillCancel,
        "IOC" => TimeInForce.ImmediateOrCancel,
        "FOK" => TimeInForce.FillOrKill,
        "POST_ONLY" => TimeInForce.PostOnly,
        _ => parameters.Wrong<TimeInForce>("effect"),
    };

    /// <summary><c>LAST_PRICE</c> (default) or <c>MARK_PRICE</c>, also as <c>LAST</c> and <c>MARK</c>.</summary>
    public static PriceSource Source(this RestParameters parameters, string name) => parameters.OptionalSource(name) ?? PriceSource.Last;

    /// <summary>The same; nothing when absent.</summary>
    public static PriceSource? OptionalSource(this RestParameters parameters, string name) => parameters.Word(name) switch
    {
        "" => null,
        "LAST_PRICE" or "LAST" => PriceSource.Last,
        "MARK_PRICE" or "MARK" => PriceSource.Mark,
        _ => parameters.Wrong<PriceSource>(name),
    };

    /// <summary>A word in upper case; empty when absent.</summary>
    public static string Word(this RestParameters parameters, string name) => parameters.Text(name).ToUpperInvariant();

    private static T Wrong<T>(this RestParameters parameters, string name)
        where T : struct
    {
        parameters.Bad(name);
        return default;
    }
}

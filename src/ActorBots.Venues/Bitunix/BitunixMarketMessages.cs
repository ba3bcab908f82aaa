using System.Text.Json.Serialization;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>A frame of the client: <c>subscribe</c> or <c>unsubscribe</c>.</summary>
internal sealed record BitunixChannelCommand
{
    public required string Op { get; init; }

    public required IReadOnlyList<BitunixChannel> Args { get; init; }
}

/// <summary>One subscription in a command.</summary>
internal sealed record BitunixChannel
{
    public required string Symbol { get; init; }

    public required string Ch { get; init; }
}

/// <summary>A data frame of the public stream.</summary>
internal sealed record BitunixMarketMessage<T>
    where T : class
{
    public long Ts { get; init; }

    public T? Data { get; init; }
}

/// <summary>Row of the <c>trade</c> channel: price, quantity and taker's side; its time has whole seconds, so the frame's counts.</summary>
internal sealed record BitunixTrade
{
    public string? P { get; init; }
}

/// <summary>The <c>ticker</c> channel: the last price.</summary>
internal sealed record BitunixTicker
{
    public string? La { get; init; }
}

/// <summary>The <c>market_kline_*</c> channels: a running candle without its time; <c>b</c> is the volume in base units.</summary>
internal sealed record BitunixRunningKline
{
    public string? O { get; init; }

    public string? H { get; init; }

    public string? L { get; init; }

    public string? C { get; init; }

    public string? B { get; init; }
}

/// <summary>The JSON boundary of the public side.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters =
    [
        typeof(WireTextConverter),
        typeof(BitunixRowsConverter<BitunixTradingPair>),
        typeof(BitunixRowsConverter<BitunixTickerRow>),
        typeof(BitunixRowsConverter<BitunixKline>),
        typeof(BitunixRowsConverter<BitunixTrade>),
        typeof(BitunixRowsConverter<BitunixTicker>),
        typeof(BitunixRowsConverter<BitunixRunningKline>),
    ])]
[JsonSerializable(typeof(BitunixChannelCommand))]
[JsonSerializable(typeof(BitunixMarketMessage<BitunixRows<BitunixTrade>>), TypeInfoPropertyName = "TradeMessage")]
[JsonSerializable(typeof(BitunixMarketMessage<BitunixRows<BitunixTicker>>), TypeInfoPropertyName = "TickerMessage")]
[JsonSerializable(typeof(BitunixMarketMessage<BitunixRows<BitunixRunningKline>>), TypeInfoPropertyName = "KlineMessage")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixTradingPair>>), TypeInfoPropertyName = "TradingPairs")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixTickerRow>>), TypeInfoPropertyName = "Tickers")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixKline>>), TypeInfoPropertyName = "Klines")]
[JsonSerializable(typeof(BitunixTradingPair))]
[JsonSerializable(typeof(BitunixTickerRow))]
[JsonSerializable(typeof(BitunixKline))]
[JsonSerializable(typeof(BitunixTrade))]
[JsonSerializable(typeof(BitunixTicker))]
[JsonSerializable(typeof(BitunixRunningKline))]
internal sealed partial class BitunixMarketJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>The JSON boundary of REST and of the private stream: camel-case names, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [
        typeof(WireTextConverter),
        typeof(BitunixRowsConverter<BitunixOrder>),
        typeof(BitunixRowsConverter<BitunixPosition>),
        typeof(BitunixRowsConverter<BitunixStop>),
        typeof(BitunixRowsConverter<BitunixAccount>),
        typeof(BitunixRowsConverter<BitunixLeverage>),
        typeof(BitunixRowsConverter<BitunixFunding>),
        typeof(BitunixRowsConverter<BitunixOrderAck>),
    ])]
[JsonSerializable(typeof(BitunixReplyHead))]
[JsonSerializable(typeof(BitunixReply<BitunixNothing>), TypeInfoPropertyName = "NothingReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixOrder>>), TypeInfoPropertyName = "OrderReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixPosition>>), TypeInfoPropertyName = "PositionsReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixStop>>), TypeInfoPropertyName = "StopsReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixAccount>>), TypeInfoPropertyName = "AccountReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixLeverage>>), TypeInfoPropertyName = "LeverageReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixFunding>>), TypeInfoPropertyName = "FundingReply")]
[JsonSerializable(typeof(BitunixReply<BitunixRows<BitunixOrderAck>>), TypeInfoPropertyName = "AckReply")]
[JsonSerializable(typeof(BitunixReply<BitunixOutcomes>), TypeInfoPropertyName = "OutcomesReply")]
[JsonSerializable(typeof(BitunixReply<BitunixOrderPage>), TypeInfoPropertyName = "OrderPageReply")]
[JsonSerializable(typeof(BitunixReply<BitunixTradePage>), TypeInfoPropertyName = "TradePageReply")]
[JsonSerializable(typeof(BitunixReply<BitunixStopPage>), TypeInfoPropertyName = "StopPageReply")]
[JsonSerializable(typeof(BitunixReply<BitunixPositionPage>), TypeInfoPropertyName = "PositionPageReply")]
[JsonSerializable(typeof(BitunixOrder))]
[JsonSerializable(typeof(BitunixPosition))]
[JsonSerializable(typeof(BitunixStop))]
[JsonSerializable(typeof(BitunixAccount))]
[JsonSerializable(typeof(BitunixLeverage))]
[JsonSerializable(typeof(BitunixFunding))]
[JsonSerializable(typeof(BitunixOrderAck))]
[JsonSerializable(typeof(BitunixPush<BitunixOrder>), TypeInfoPropertyName = "OrderPush")]
[JsonSerializable(typeof(BitunixPush<BitunixPosition>), TypeInfoPropertyName = "PositionPush")]
[JsonSerializable(typeof(BitunixPush<BitunixStop>), TypeInfoPropertyName = "StopPush")]
[JsonSerializable(typeof(BitunixPush<BitunixAccount>), TypeInfoPropertyName = "BalancePush")]
[JsonSerializable(typeof(BitunixPlaceOrder))]
[JsonSerializable(typeof(BitunixCancelOrders))]
[JsonSerializable(typeof(BitunixStopOrder))]
[JsonSerializable(typeof(BitunixCancelStop))]
[JsonSerializable(typeof(BitunixChangeLeverage))]
[JsonSerializable(typeof(BitunixLogin))]
internal sealed partial class BitunixJson : JsonSerializerContext;

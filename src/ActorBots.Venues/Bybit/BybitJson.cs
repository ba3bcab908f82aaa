using System.Text.Json.Serialization;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>The JSON boundary of REST: camel-case names, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(WireTextConverter)])]
[JsonSerializable(typeof(BybitReplyHead))]
[JsonSerializable(typeof(BybitReply<BybitNothing>))]
[JsonSerializable(typeof(BybitReply<BybitServerTime>))]
[JsonSerializable(typeof(BybitReply<BybitOrderAck>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitInstrument>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitPublicTrade>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<string[]>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitOrder>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitExecution>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitPosition>>))]
[JsonSerializable(typeof(BybitReply<BybitPage<BybitWallet>>))]
[JsonSerializable(typeof(BybitCreateOrder))]
[JsonSerializable(typeof(BybitChangeOrder))]
[JsonSerializable(typeof(BybitSetLeverage))]
[JsonSerializable(typeof(BybitTickerMessage))]
[JsonSerializable(typeof(BybitKlineMessage))]
[JsonSerializable(typeof(BybitPrivateMessage<BybitOrder>), TypeInfoPropertyName = "OrderMessage")]
[JsonSerializable(typeof(BybitPrivateMessage<BybitExecution>), TypeInfoPropertyName = "ExecutionMessage")]
[JsonSerializable(typeof(BybitPrivateMessage<BybitPosition>), TypeInfoPropertyName = "PositionMessage")]
[JsonSerializable(typeof(BybitPrivateMessage<BybitWallet>), TypeInfoPropertyName = "WalletMessage")]
internal sealed partial class BybitJson : JsonSerializerContext;

/// <summary>The JSON boundary of the streams' control frames, which are in snake case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter)])]
[JsonSerializable(typeof(BybitCommand))]
[JsonSerializable(typeof(BybitCommandReply))]
internal sealed partial class BybitControlJson : JsonSerializerContext;

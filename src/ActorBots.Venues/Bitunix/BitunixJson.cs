using System.Text.Json.Serialization;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>The JSON boundary of REST and of the streams: camel-case names, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(WireTextConverter)])]
[JsonSerializable(typeof(BitunixReplyHead))]
[JsonSerializable(typeof(BitunixReply<BitunixNothing>))]
internal sealed partial class BitunixJson : JsonSerializerContext;

using System.Collections.Frozen;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Fields of account rows that we know and do not read. A field that is in no list is new at the venue and counted.</summary>
internal static class BitunixKnownFields
{
    /// <summary>Order rows and pushes.</summary>
    public static FrozenSet<string> Order { get; } = UnknownFields.Known(
        """
        event price effect positionMode marginMode positionType leverage fee fees realizedPNL tpPrice tpStopType tpOrderType tpOrderPrice
        slPrice slStopType slOrderType slOrderPrice marginCoin subAccountId
        """);

    /// <summary>Trade rows.</summary>
    public static FrozenSet<string> Trade { get; } = UnknownFields.Known(
        """
        marginCoin positionMode marginMode leverage orderType type effect clientId reduceOnly status realizedPNL roleType fees positionId
        subAccountId
        """);

    /// <summary>Position rows and pushes.</summary>
    public static FrozenSet<string> Position { get; } = UnknownFields.Known(
        "event marginCoin marginMode leverage fee fees realizedPNL margin marginRate liqPrice subAccountId");

    /// <summary>TP/SL rows and pushes.</summary>
    public static FrozenSet<string> Stop { get; } = UnknownFields.Known(
        """
        event base quote leverage positionMode type tpStopType tpOrderType tpOrderPrice tpQty slStopType slOrderType slOrderPrice clientId
        marginCoin subAccountId mtime
        """);
}

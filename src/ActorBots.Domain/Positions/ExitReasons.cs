using System.Collections.Frozen;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Positions;

/// <summary>The names of exit reasons in the books and in webhooks.</summary>
public static class ExitReasons
{
    private static readonly FrozenDictionary<ExitReason, string> Names = new Dictionary<ExitReason, string>
    {
        [ExitReason.Target] = "TARGET",
        [ExitReason.StopLoss] = "STOP_LOSS",
        [ExitReason.TrailingStop] = "TRAILING_STOP",
        [ExitReason.BotStopLoss] = "BOT_STOP_LOSS",
        [ExitReason.Manual] = "MANUAL",
        [ExitReason.BotStopped] = "BOT_STOPPED",
        [ExitReason.External] = "EXTERNAL",
        [ExitReason.Liquidation] = "LIQUIDATION",
        [ExitReason.Unprotectable] = "UNPROTECTABLE",
        [ExitReason.AutoDeleveraging] = "AUTO_DELEVERAGING",
    }.ToFrozenDictionary();

    /// <summary>The name in the books, such as <c>STOP_LOSS</c>.</summary>
    public static string Name(this ExitReason reason) => Names[reason];

    /// <summary>The reason of a position that a foreign fill of a kind reduced.</summary>
    public static ExitReason ReasonOf(FillKind kind) => kind switch
    {
        FillKind.Liquidation => ExitReason.Liquidation,
        FillKind.AutoDeleveraging => ExitReason.AutoDeleveraging,
        _ => ExitReason.External,
    };
}

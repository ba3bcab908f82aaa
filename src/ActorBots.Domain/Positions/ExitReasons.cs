using System.Collections.Frozen;

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
    }.ToFrozenDictionary();

    /// <summary>The name in the books, such as <c>STOP_LOSS</c>.</summary>
    public static string Name(this ExitReason reason) => Names[reason];
}

using Microsoft.Extensions.Logging;

namespace ActorBots.Host;

/// <summary>What the host itself writes to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "every bot is there; the market moves on at {Venue} from {MarketTime:O}")]
    public static partial void MarketMoves(ILogger logger, string venue, DateTimeOffset marketTime);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "the store at {Hosts} does not answer; asking again")]
    public static partial void StoreAway(ILogger logger, string hosts);
}

using Microsoft.Extensions.Logging;

namespace ActorBots.Venues;

/// <summary>The room's log lines; event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Warning, "{Stream}: {Reason}; next attempt in {PauseMs} ms")]
    public static partial void StreamBroken(ILogger logger, string stream, string reason, long pauseMs);

    [LoggerMessage(3001, LogLevel.Information, "{Stream}: connected with {Topics} topics")]
    public static partial void StreamConnected(ILogger logger, string stream, int topics);

    [LoggerMessage(3002, LogLevel.Warning, "{Stream}: topics {Topics} refused: {Reason}")]
    public static partial void TopicsRefused(ILogger logger, string stream, string topics, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "{Stream}: no data of {Instrument} for {SilenceMs} ms")]
    public static partial void InstrumentStale(ILogger logger, string stream, string instrument, long silenceMs);

    [LoggerMessage(3004, LogLevel.Warning, "{Stream}: candles of {Topic} from {From} cannot be read yet: {Reason}")]
    public static partial void CatchUpFailed(ILogger logger, string stream, string topic, DateTimeOffset from, string reason);

    [LoggerMessage(3005, LogLevel.Error, "{Stream}: {Topic} does not fit into one connection and is not subscribed")]
    public static partial void TopicDoesNotFit(ILogger logger, string stream, string topic);

    [LoggerMessage(3010, LogLevel.Warning, "{Venue} {Path}: {Code} {Message}; attempt {Attempt}, next in {PauseMs} ms")]
    public static partial void CallRepeated(ILogger logger, string venue, string path, string code, string message, int attempt, long pauseMs);

    [LoggerMessage(3011, LogLevel.Error, "{Venue}: this address is blocked; nothing is sent for {PauseMs} ms")]
    public static partial void AddressBlocked(ILogger logger, string venue, long pauseMs);

    [LoggerMessage(3012, LogLevel.Information, "{Venue}: order {ClientOrderId} {Side} {Quantity} {Instrument} sent: {Outcome}")]
    public static partial void OrderSent(ILogger logger, string venue, string clientOrderId, string side, string quantity, string instrument, string outcome);

    [LoggerMessage(3013, LogLevel.Error, "{Venue}: the host's clock is {SkewMs} ms off, more than allowed; entries are refused")]
    public static partial void ClockSkewed(ILogger logger, string venue, long skewMs);

    [LoggerMessage(3020, LogLevel.Warning, "{Venue} {Instrument}: position {PositionId} shows {Told} of funding, the rates make it {Computed}")]
    public static partial void FundingDiffers(ILogger logger, string venue, string instrument, string positionId, decimal told, decimal computed);

    [LoggerMessage(3021, LogLevel.Warning, "{Venue}: the account's position mode changed to {Mode}; order {ClientOrderId} is sent again in it")]
    public static partial void ModeChanged(ILogger logger, string venue, string mode, string clientOrderId);

    [LoggerMessage(3022, LogLevel.Warning, "{Stream}: order {OrderId} says {Filled} filled and its trades do not show it: {Reason}")]
    public static partial void TradesMissing(ILogger logger, string stream, string orderId, decimal filled, string reason);
}

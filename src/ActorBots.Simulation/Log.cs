using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation;

/// <summary>Everything that this project logs. No message carries a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Simulated {Venue} listens on port {Port}")]
    public static partial void ServerStarted(ILogger logger, string venue, int port);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "Fault {Action} strikes {Operation}{Topic}, order {OrderLinkId}")]
    public static partial void FaultStruck(ILogger logger, string action, string operation, string topic, string orderLinkId);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Stream connection {Connection} is cut: its queue of {Limit} frames is full")]
    public static partial void SlowConnectionCut(ILogger logger, string connection, int limit);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "The private stream of account {ApiKey} broke; its connections are cut")]
    public static partial void AccountStreamBroke(ILogger logger, Exception exception, string apiKey);
}

using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;

namespace ActorBots.Testing.Storage;

/// <summary>Valid rows of a store that a test changes with <c>with</c>.</summary>
public static class SomeRows
{
    /// <summary>A number with all the digits a decimal has.</summary>
    public const decimal ManyDigits = 1234567890.123456789012345678m;

    /// <summary>A number whose trailing zeros are part of it.</summary>
    public const decimal TrailingZeros = -0.1200m;

    /// <summary>Some instant, whole milliseconds.</summary>
    public static DateTimeOffset At { get; } = new(2025, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    /// <summary>A bot.</summary>
    public static BotDocument Bot(string botId = "bot-1") => new()
    {
        BotId = botId,
        UserId = "user-ü-1",
        Name = "dip 'buyer' \"one\"",
        Exchange = "bybit",
        Account = "main",
        ConfigJson = """{"atr":{"period":10}}""",
        CreatedAt = At,
    };

    /// <summary>A bot's status.</summary>
    public static BotStatusRow Status(string botId = "bot-1", long sequenceNumber = 1) => new()
    {
        BotId = botId,
        Status = "RUNNING",
        DesiredStatus = "RUNNING",
        TotalRealizedPnl = new Money(ManyDigits),
        UnrealizedPnl = new Money(TrailingZeros),
        TradesToday = 1,
        TradesTotal = 3,
        Wins = 2,
        Losses = 1,
        MaxDrawdown = new Money(0.5m),
        LastError = "none",
        LastHeartbeat = At,
        SequenceNumber = sequenceNumber,
    };

    /// <summary>An open position.</summary>
    public static PositionRow Position(int number = 1, string botId = "bot-1", long sequenceNumber = 1) => new()
    {
        PositionId = $"{botId}-p{number:D6}",
        BotId = botId,
        UserId = "user-1",
        Exchange = "bybit",
        Instrument = Some.InstrumentId,
        Side = "LONG",
        Quantity = new Quantity(0.011m),
        EntryPrice = new Price(89500.10m),
        TargetPrice = new Price(89825m),
        StopLoss = new Price(89012.5m),
        IsOpen = true,
        EntryOrderId = $"{botId}-{number:D6}e",
        OpenedAt = At,
        SequenceNumber = sequenceNumber,
    };

    /// <summary>A trade; a higher number closed a second later.</summary>
    public static TradeRow Trade(int number = 1, string botId = "bot-1") => new()
    {
        TradeId = $"{botId}-t{number:D6}",
        BotId = botId,
        UserId = "user-1",
        PositionId = $"{botId}-p{number:D6}",
        Instrument = Some.InstrumentId,
        Side = "LONG",
        Quantity = new Quantity(0.011m),
        EntryPrice = new Price(89500m),
        ExitPrice = new Price(89825.0m),
        Fees = new Money(1.0846m),
        Funding = new Money(-0.01m),
        Pnl = new Money(2.4804m),
        ExitReason = "TARGET",
        OpenedAt = At,
        ClosedAt = At.AddSeconds(number),
    };

    /// <summary>A dead letter.</summary>
    public static DeadLetter Letter(int number = 1, string botId = "bot-1") => new()
    {
        NotificationId = $"{botId}-n{number:D6}",
        BotId = botId,
        EventType = "POSITION_OPENED",
        Endpoint = "https://example.test/hook",
        Payload = """{"event":"POSITION_OPENED","text":"ü '"}""",
        LastError = "HTTP 500",
        Attempts = 7,
        FailedAt = At,
    };
}

namespace ActorBots.Simulation.Bitunix;

/// <summary>Codes of the Bitunix futures API that the server itself gives; the exchange's own refusals are mapped by <c>RefusalCodes</c>.</summary>
internal static class BitunixCode
{
    public const int Network = 1;
    public const int NotFound = 404;
    public const int Parameters = 10002;
    public const int ApiKey = 10003;
    public const int TooFrequent = 10006;
    public const int Signature = 10007;
    public const int ValueNotAllowed = 10008;
    public const int OrderStatusInList = 10013;
    public const int ModeHasOpenOrders = 20006;
    public const int OrderNotFound = 20007;
    public const int SymbolNotSupported = 20015;
    public const int BatchTooLarge = 20016;
    public const int PositionNotFound = 30004;
    public const int NoTriggerPrice = 30006;
    public const int OrderStatus = 30011;
    public const int AboveMaximumBuyPrice = 30014;
    public const int BelowMinimumSellPrice = 30015;
    public const int TriggerNotPositive = 30041;
}

namespace ActorBots.Venues.Bybit;

/// <summary>The REST paths in use.</summary>
internal static class BybitPaths
{
    public const string Time = "/v5/market/time";
    public const string Instruments = "/v5/market/instruments-info";
    public const string Kline = "/v5/market/kline";
    public const string RecentTrades = "/v5/market/recent-trade";
    public const string CreateOrder = "/v5/order/create";
    public const string AmendOrder = "/v5/order/amend";
    public const string CancelOrder = "/v5/order/cancel";
    public const string OpenOrders = "/v5/order/realtime";
    public const string OrderHistory = "/v5/order/history";
    public const string Executions = "/v5/execution/list";
    public const string Positions = "/v5/position/list";
    public const string SetLeverage = "/v5/position/set-leverage";
    public const string Wallet = "/v5/account/wallet-balance";
}

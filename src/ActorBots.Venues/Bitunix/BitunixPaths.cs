namespace ActorBots.Venues.Bitunix;

/// <summary>The REST paths in use.</summary>
internal static class BitunixPaths
{
    public const string TradingPairs = Root + "/market/trading_pairs";
    public const string Tickers = Root + "/market/tickers";
    public const string Kline = Root + "/market/kline";
    public const string FundingRate = Root + "/market/funding_rate";
    public const string FundingHistory = Root + "/market/get_funding_rate_history";
    public const string Account = Root + "/account";
    public const string LeverageAndMargin = Root + "/account/get_leverage_margin_mode";
    public const string ChangeLeverage = Root + "/account/change_leverage";
    public const string PlaceOrder = Root + "/trade/place_order";
    public const string CancelOrders = Root + "/trade/cancel_orders";
    public const string OrderDetail = Root + "/trade/get_order_detail";
    public const string PendingOrders = Root + "/trade/get_pending_orders";
    public const string OrderHistory = Root + "/trade/get_history_orders";
    public const string Trades = Root + "/trade/get_history_trades";
    public const string Positions = Root + "/position/get_pending_positions";
    public const string PositionHistory = Root + "/position/get_history_positions";
    public const string PlaceStop = Root + "/tpsl/place_order";
    public const string ModifyStop = Root + "/tpsl/modify_order";
    public const string CancelStop = Root + "/tpsl/cancel_order";
    public const string PendingStops = Root + "/tpsl/get_pending_orders";
    public const string StopHistory = Root + "/tpsl/get_history_orders";

    private const string Root = "/api/v1/futures";
    private const string MarketRoot = Root + "/market/";

    /// <summary>Whether the venue counts requests to a path per address; else per user.</summary>
    public static bool IsPublic(string path) => path.StartsWith(MarketRoot, StringComparison.Ordinal);
}

using System.Collections.Immutable;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Cancelling orders. Take profits and stop losses are cancelled by calls of their own.</summary>
internal sealed class CancelEndpoints(BitunixVenue venue)
{
    /// <summary>Most orders of one call.</summary>
    public const int LargestList = 20;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/api/v1/futures/trade/cancel_orders", 5, Cancel, TradeOperations.Cancel, isBatch: true),
        RestRoute.Command("/api/v1/futures/trade/cancel_all_orders", 10, CancelAll, TradeOperations.CancelEverything),
    ];

    private RestReply Cancel(RestCall call)
    {
        var symbol = call.Parameters.RequiredSymbol();
        var items = call.Parameters.Items("orderList");
        if (items.Count is 0 or > LargestList)
        {
            call.Parameters.Bad("orderList");
        }

        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcomes = items.Select((item, number) => Cancel(call, symbol, item, number)).ToImmutableArray();
        call.OrderIds = [.. outcomes.Where(o => o.Refusal is null).Select(o => o.OrderId)];
        return ListedOutcome.Reply(outcomes);
    }

    private ListedOutcome Cancel(RestCall call, string symbol, RestParameters item, int number)
    {
        var orderId = item.Text("orderId");
        var clientId = item.Text("clientId");
        if (call.Faults.First<FaultAction.Reject>(number) is { } reject)
        {
            return new ListedOutcome(orderId, clientId, RestReply.Refuse(reject.Code, reject.Text));
        }

        if (venue.FindVisible(call.ApiKey, item.Optional("orderId"), item.Optional("clientId")) is not { IsProtection: false } order || order.Symbol != symbol)
        {
            return new ListedOutcome(orderId, clientId, BitunixReply.OrderNotFound);
        }

        var outcome = venue.Exchange.CancelOrder(call.ApiKey, new OrderReference(order.Symbol, order.OrderId, null));
        return new ListedOutcome(order.OrderId, order.ClientOrderId, outcome.IsSuccess ? null : Refusal(outcome.Refusal));
    }

    private RestReply CancelAll(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        var outcome = venue.Exchange.CancelAll(call.ApiKey, new CancelScope { Symbol = symbol.Length > 0 ? symbol : null, Protection = false });
        if (!outcome.IsSuccess)
        {
            return RefusalCodes.Reply(outcome.Refusal);
        }

        call.OrderIds = [.. outcome.Value.Select(o => o.OrderId)];
        return ListedOutcome.Reply([.. outcome.Value.Select(o => new ListedOutcome(o.OrderId, o.ClientOrderId, null))]);
    }

    private static RestReply Refusal(Refusal refusal) => refusal.Code == RefusalCode.OrderAlreadyEnded
        ? RestReply.Refuse(BitunixCode.OrderStatusInList, "Order status error")
        : RefusalCodes.Reply(refusal);
}

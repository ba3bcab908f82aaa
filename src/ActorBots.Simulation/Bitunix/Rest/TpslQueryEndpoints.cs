using System.Text.Json;
using ActorBots.Simulation.Bitunix.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Lists of waiting and of ended take profits and stop losses.</summary>
internal sealed class TpslQueryEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;
    private const int LargestPage = 100;
    private const int UsualPage = 10;
    private const int LedgerPage = 1000;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/api/v1/futures/tpsl/get_pending_orders", PerSecond, Pending),
        RestRoute.Query("/api/v1/futures/tpsl/get_history_orders", PerSecond, History),
    ];

    private RestReply Pending(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var positionId = parameters.Optional("positionId");
        var (side, mode) = (parameters.Word("side"), parameters.Word("positionMode"));
        var (skip, limit) = (parameters.Skip(), parameters.Limit(LargestPage, UsualPage));
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var rows = venue.Exchange.GetOpenOrders(call.ApiKey, symbol.Length > 0 ? symbol : null)
            .Where(o => o is { IsProtection: true, Status: VenueOrderStatus.Untriggered }
                && (positionId is null || o.PositionId == positionId)
                && IsShown(o, side, mode))
            .Skip(skip)
            .Take(limit);
        return BitunixReply.Array(rows, (json, order) => Write(json, order, hasEnded: false));
    }

    private RestReply History(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var (side, mode) = (parameters.Word("side"), parameters.Word("positionMode"));
        var (skip, limit) = (parameters.Skip(), parameters.Limit(LargestPage, UsualPage));
        var query = new OrderQuery
        {
            Symbol = symbol.Length > 0 ? symbol : null,
            Since = parameters.Time("startTime"),
            Until = parameters.Time("endTime"),
            IsProtection = true,
            Limit = LedgerPage,
        };
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        List<VenueOrder> rows = [];
        for (var isComplete = false; !isComplete;)
        {
            var read = venue.Exchange.GetClosedOrders(call.ApiKey, query);
            rows.AddRange(read.Where(o => IsShown(o, side, mode)));
            isComplete = read.Length < LedgerPage;
            query = isComplete ? query : query with { Before = read[^1].Number };
        }

        return BitunixReply.Page("orderList", rows.Skip(skip).Take(limit), rows.Count, (json, order) => Write(json, order, hasEnded: true));
    }

    private bool IsShown(VenueOrder order, string side, string mode) => !venue.Hidden.Contains(order.OrderId)
        && (side.Length == 0 || BitunixWords.Of(order.Side) == side)
        && (mode.Length == 0 || BitunixWords.PositionMode(order.PositionIndex) == mode);

    private void Write(Utf8JsonWriter json, VenueOrder order, bool hasEnded)
    {
        var rules = venue.Instrument(order.Symbol);
        var (baseCurrency, quoteCurrency) = (rules?.BaseCurrency ?? order.Symbol, rules?.QuoteCurrency ?? string.Empty);
        if (hasEnded)
        {
            TpslJson.WriteEnded(json, order, baseCurrency, quoteCurrency, venue.Settings);
        }
        else
        {
            TpslJson.WritePending(json, order, baseCurrency, quoteCurrency);
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Simulation.Bitunix.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>The fills of an account. Funding is none of them: this venue has no call for payments.</summary>
internal sealed class TradeEndpoints(BitunixVenue venue)
{
    private const int LargestPage = 100;
    private const int LedgerPage = 1000;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes => [RestRoute.Query("/api/v1/futures/trade/get_history_trades", 10, Trades)];

    /// <summary>The position's id does not filter, as at the live venue.</summary>
    private RestReply Trades(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.Symbol();
        var query = new ExecutionQuery
        {
            Symbol = symbol.Length > 0 ? symbol : null,
            OrderId = parameters.Optional("orderId"),
            Since = parameters.Time("startTime"),
            Until = parameters.Time("endTime"),
        };
        var skip = parameters.Skip();
        var limit = parameters.Limit(LargestPage, 10);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var total = venue.Exchange.CountExecutions(call.ApiKey, query)
            - venue.Exchange.CountExecutions(call.ApiKey, query with { Kind = ExecutionKind.Funding });
        return BitunixReply.Page(
            "tradeList",
            Read(call.ApiKey, query).Where(e => e.Kind != ExecutionKind.Funding).Skip(skip).Take(limit).ToImmutableArray(),
            total,
            (json, trade) => OrderJson.WriteTrade(json, trade, new RowContext(venue.Settings, venue.LeverageOf(trade.Account, trade.Symbol))));
    }

    /// <summary>Reads on as long as rows are wanted: fundings are between the fills.</summary>
    private IEnumerable<VenueExecution> Read(string apiKey, ExecutionQuery query)
    {
        while (true)
        {
            var read = venue.Exchange.GetExecutions(apiKey, query with { Limit = LedgerPage });
            foreach (var execution in read)
            {
                yield return execution;
            }

            if (read.Length < LedgerPage)
            {
                yield break;
            }

            query = query with { Before = read[^1].Number };
        }
    }
}

using System.Globalization;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Auditing;

/// <summary>Recomputes the books from the execution rows, without trusting what the engine added up.</summary>
internal static class Auditor
{
    private const int PageSize = 1000;

    public static VenueAudit Audit(ExchangeState state, SqliteLedger ledger, CoverMonitor covers)
    {
        var sums = new Dictionary<string, (decimal CashFlow, decimal Fees, decimal Funding)>(StringComparer.Ordinal);
        long fills = 0;
        for (var page = ledger.PageOfExecutions(0, PageSize); page.Count > 0; page = ledger.PageOfExecutions(page[^1].Number, PageSize))
        {
            foreach (var execution in page)
            {
                var (cashFlow, fees, funding) = sums.GetValueOrDefault(execution.Account);
                if (execution.Kind == ExecutionKind.Funding)
                {
                    sums[execution.Account] = (cashFlow, fees, funding - execution.Fee);
                    continue;
                }

                fills++;
                var value = execution.Price * execution.Quantity;
                sums[execution.Account] = (cashFlow + (execution.Side == OrderSide.Sell ? value : -value), fees + execution.Fee, funding);
            }
        }

        var positions = state.Accounts.SelectMany(a => a.Holdings).SelectMany(h => h.Positions).Where(p => !p.IsFlat).ToList();
        return new VenueAudit
        {
            Accounts =
            [
                .. state.Accounts.Select(a => new AccountAudit
                {
                    Account = a.Key,
                    WalletChange = a.Balance - a.StartBalance,
                    CashFlow = sums.GetValueOrDefault(a.Key).CashFlow,
                    Fees = sums.GetValueOrDefault(a.Key).Fees,
                    Funding = sums.GetValueOrDefault(a.Key).Funding,
                    OpenCost = positions.Where(p => p.Account == a.Key).Sum(p => p.SignedCost),
                }),
            ],
            UnprotectedMsMax = covers.LongestMs,
            PositionsWithoutFullCover = covers.Naked,
            OpenPositions = positions.Count,
            DuplicateClientOrderIds = (int)ledger.CountDuplicateClientIds(),
            DuplicatesRefused = long.Parse(ledger.GetMeta("duplicates_refused") ?? "0", CultureInfo.InvariantCulture),
            Orders = ledger.CountOrders(),
            Fills = fills,
            CandlesReplayed = state.CandlesReplayed,
        };
    }
}

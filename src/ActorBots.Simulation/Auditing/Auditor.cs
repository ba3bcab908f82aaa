using System.Globalization;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Ledger;

namespace ActorBots.Simulation.Auditing;

/// <summary>Recomputes the books from the execution rows, without trusting what the engine added up.</summary>
internal static class Auditor
{
    public static VenueAudit Audit(ExchangeState state, SqliteLedger ledger, CoverMonitor covers)
    {
        var sums = ExecutionSums.Of(ledger);
        var positions = state.Accounts.SelectMany(a => a.Holdings).SelectMany(h => h.Positions).Where(p => !p.IsFlat).ToList();
        return new VenueAudit
        {
            Accounts = [.. state.Accounts.Select(a => AuditOf(a, sums.GetValueOrDefault(a.Key, ExecutionSums.None), positions))],
            UnprotectedMsMax = covers.LongestMs,
            PositionsWithoutFullCover = covers.Naked,
            OpenPositions = positions.Count,
            DuplicateClientOrderIds = (int)ledger.CountDuplicateClientIds(),
            DuplicatesRefused = long.Parse(ledger.GetMeta("duplicates_refused") ?? "0", CultureInfo.InvariantCulture),
            Orders = ledger.CountOrders(),
            Fills = sums.Values.Sum(s => s.Fills),
            CandlesReplayed = state.CandlesReplayed,
        };
    }

    private static AccountAudit AuditOf(TradingAccount account, ExecutionSums sums, List<Position> positions) => new()
    {
        Account = account.Key,
        WalletChange = account.Balance - account.StartBalance,
        CashFlow = sums.CashFlow,
        Fees = sums.Fees,
        Funding = sums.Funding,
        OpenCost = positions.Where(p => p.Account == account.Key).Sum(p => p.SignedCost),
    };
}

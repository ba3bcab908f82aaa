using ActorBots.Domain.Orders;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Auditing;

/// <summary>An account's money as its execution rows tell it.</summary>
/// <param name="CashFlow">Values of all sells less those of all buys.</param>
/// <param name="Fees">Trading fees paid.</param>
/// <param name="Funding">Funding received.</param>
/// <param name="Fills">Number of fills.</param>
internal sealed record ExecutionSums(decimal CashFlow, decimal Fees, decimal Funding, long Fills)
{
    private const int PageSize = 1000;

    public static ExecutionSums None { get; } = new(0m, 0m, 0m, 0);

    /// <summary>Adds up every execution of the ledger, page by page, by account.</summary>
    public static Dictionary<string, ExecutionSums> Of(SqliteLedger ledger)
    {
        var sums = new Dictionary<string, ExecutionSums>(StringComparer.Ordinal);
        for (var page = ledger.PageOfExecutions(0, PageSize); page.Count > 0; page = ledger.PageOfExecutions(page[^1].Number, PageSize))
        {
            foreach (var execution in page)
            {
                sums[execution.Account] = sums.GetValueOrDefault(execution.Account, None).With(execution);
            }
        }

        return sums;
    }

    private ExecutionSums With(VenueExecution execution)
    {
        if (execution.Kind == ExecutionKind.Funding)
        {
            return this with { Funding = Funding - execution.Fee };
        }

        var value = execution.Price * execution.Quantity;
        return this with
        {
            CashFlow = CashFlow + (execution.Side == OrderSide.Sell ? value : -value),
            Fees = Fees + execution.Fee,
            Fills = Fills + 1,
        };
    }
}

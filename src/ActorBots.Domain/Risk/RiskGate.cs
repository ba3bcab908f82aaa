using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Risk;

/// <summary>
/// The only place that approves orders. Entries are checked against every limit of the bot; orders that can only shrink a position always
/// pass, because risk may always fall.
/// </summary>
public static class RiskGate
{
    /// <summary>
    /// How much more than the decision's price an entry may cost, a rate: the room that the margin check leaves for slippage
    /// (1 %, which is the venue's own bound for market orders of liquid instruments).
    /// </summary>
    public const decimal SlippageRoom = 0.01m;

    /// <summary>Why an entry may not be sent now, or nothing when it may.</summary>
    /// <param name="state">The bot.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="budget">Its budget, which must reflect the newest event.</param>
    /// <param name="margin">Margin of the entry, quote currency.</param>
    /// <param name="now">Venue time of the decision, UTC.</param>
    public static Denial? Check(BotState state, BotConfig config, BudgetView budget, Money margin, DateTimeOffset now)
    {
        if (state.Desired != DesiredStatus.Running || state.Stopping is not null || state.IsHalted || state.IsDegraded)
        {
            return new Denial("STATE_NOT_TRADING", $"the bot is {state.Actual}");
        }

        if (state.Mismatch is { } mismatch)
        {
            return new Denial(BusinessEvents.AccountMismatch, mismatch.Sentence);
        }

        if (state.IsBudgetOpen)
        {
            return new Denial("BUDGET_UNCONFIRMED", "the account's balance is not known yet");
        }

        if (state.HasWorkUnderWay)
        {
            return new Denial("ORDER_IN_FLIGHT", "an order of the bot is under way");
        }

        if (state.Positions.Count >= config.Risk.MaxConcurrentPositions)
        {
            return new Denial("POSITIONS_LIMIT", $"{state.Positions.Count} of {config.Risk.MaxConcurrentPositions} positions are open");
        }

        if (!state.EntryTimes.Allows(now, config.Risk))
        {
            return new Denial("TRADES_LIMIT", "the trades per minute, hour or day are used up");
        }

        var needed = margin * (1m + SlippageRoom);
        return needed > budget.Free
            ? new Denial("BUDGET_EXHAUSTED", $"margin {needed} is needed, {budget.Free} of {budget.Limit} is free")
            : null;
    }

    /// <summary>Approves an entry that passed <see cref="Check"/>.</summary>
    /// <exception cref="ArgumentException">The order is not an entry.</exception>
    internal static RiskApproved<OrderRequest> ApproveEntry(OrderRequest request) => request.Purpose == OrderPurpose.Entry
        ? new RiskApproved<OrderRequest>(request)
        : throw new ArgumentException($"{request.ClientOrderId} is not an entry", nameof(request));

    /// <summary>Approves an order that can only shrink a position. Always passes.</summary>
    /// <exception cref="ArgumentException">The order could open a position.</exception>
    internal static RiskApproved<OrderRequest> ApproveReduction(OrderRequest request) => request.ReduceOnly
        ? new RiskApproved<OrderRequest>(request)
        : throw new ArgumentException($"{request.ClientOrderId} is not reduce-only", nameof(request));

    /// <summary>
    /// The approval of an intent that is in the journal: it was approved when it was decided. For sending it the first time, for sending it
    /// again under the same id, and for reading it from the wire.
    /// </summary>
    public static RiskApproved<OrderRequest> Recall(BotOrder intended)
    {
        ArgumentNullException.ThrowIfNull(intended);
        return new RiskApproved<OrderRequest>(intended.Request);
    }

    /// <summary>The approval that crossed from another node; only the wire serializer calls this.</summary>
    public static RiskApproved<OrderRequest> FromWire(OrderRequest request) => new(request);
}

using System.Collections.Immutable;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;
using ActorBots.Simulation.Auditing;

namespace ActorBots.Host.Demo;

/// <summary>
/// Compares three tellings of the same money: the bots' journaled state, the projected books and the venue's ledger. For each account the
/// wallet's change must equal the trades' net PnL less what the open positions have cost so far, plus the venue's value of what is open.
/// </summary>
internal static class BooksAudit
{
    /// <summary>What does not agree; nothing when the books balance.</summary>
    public static async Task<ImmutableArray<string>> DifferencesAsync(
        IReadOnlyCollection<DemoBot> fleet,
        IReadOnlyCollection<BotReply> replies,
        IReadOnlyCollection<(string Exchange, VenueAudit Audit)> venues,
        ITradeLedger ledger,
        CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var booked = await BookedPnlAsync(ledger, cancellationToken);
        foreach (var (exchange, account) in venues.SelectMany(v => v.Audit.Accounts.Select(a => (v.Exchange, a))))
        {
            if (account.Imbalance != 0m)
            {
                found.Add($"{exchange} account {account.Account} is off by {account.Imbalance} in itself");
            }

            var bots = fleet.Where(b => b.Exchange == exchange && b.Account == account.Account).Select(b => b.BotId).ToHashSet(StringComparer.Ordinal);
            var own = replies.Where(r => bots.Contains(r.BotId)).ToList();
            var expected = own.Sum(r => r.RealizedPnl.Value - r.OpenCosts.Value - r.OpenEntryCost.Value) + account.OpenCost;
            if (expected != account.WalletChange)
            {
                found.Add($"{exchange} account {account.Account}: the wallet changed by {account.WalletChange}, the bots explain {expected}");
            }
        }

        foreach (var reply in replies)
        {
            var (pnl, count) = booked.GetValueOrDefault(reply.BotId);
            if (pnl != reply.RealizedPnl.Value || count != reply.Trades)
            {
                found.Add($"bot {reply.BotId}: the books have {count} trades of {pnl}, the bot knows {reply.Trades} of {reply.RealizedPnl}");
            }
        }

        if (replies.Count != fleet.Count)
        {
            found.Add($"{fleet.Count - replies.Count} bots did not answer");
        }

        return found.ToImmutable();
    }

    private static async Task<Dictionary<string, (decimal Pnl, int Count)>> BookedPnlAsync(ITradeLedger ledger, CancellationToken cancellationToken)
    {
        var booked = new Dictionary<string, (decimal, int)>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await ledger.ListTradesAsync(null, after, 1000, cancellationToken);
            foreach (var trade in page.Items)
            {
                var (pnl, count) = booked.GetValueOrDefault(trade.BotId);
                booked[trade.BotId] = (pnl + trade.Pnl.Value, count + 1);
            }

            after = page.Next;
        }
        while (after is not null);

        return booked;
    }
}

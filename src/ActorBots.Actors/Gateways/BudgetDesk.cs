using System.Globalization;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Bots;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Keeps the sum of the budgets on an account within its balance. What is granted is kept free until its bot claims it, so that two starts
/// never slip through together. What was granted while bots could still come of which nothing was known, is looked at once more.
/// </summary>
internal sealed class BudgetDesk
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _reservationTime;
    private readonly Dictionary<string, (Money Amount, long At)> _reserved = new(StringComparer.Ordinal);
    private readonly List<(string BotId, Money Amount)> _early = [];

    public BudgetDesk(TimeProvider time, TimeSpan reservationTime)
    {
        _time = time;
        _reservationTime = reservationTime;
    }

    /// <summary>Whether anything was granted that is to be looked at again.</summary>
    public bool HasEarlyGrants => _early.Count > 0;

    /// <summary>Decides on a budget; one that fits is kept free for its bot.</summary>
    /// <param name="botId">Which bot.</param>
    /// <param name="amount">Its whole budget, quote currency.</param>
    /// <param name="balance">The account's wallet balance.</param>
    /// <param name="book">The claims of the account's bots.</param>
    /// <param name="isGathering">Whether bots may still come of which nothing is known.</param>
    public BudgetAnswer Decide(string botId, Money amount, Money balance, HoldingBook book, bool isGathering)
    {
        var others = Others(botId, book);
        if (others + amount > balance)
        {
            return Exceeded(others, amount, balance);
        }

        _reserved[botId] = (amount, _time.GetTimestamp());
        _early.RemoveAll(e => e.BotId == botId);
        if (isGathering)
        {
            _early.Add((botId, amount));
        }

        return BudgetAnswer.Granted;
    }

    /// <summary>Looks again at what was granted early; what does not fit beside the bots that came since is taken back, the newest first.</summary>
    public IEnumerable<AccountNews.BudgetDecided> Recheck(Money balance, HoldingBook book)
    {
        var withdrawn = Money.Zero;
        for (var i = _early.Count - 1; i >= 0; i--)
        {
            var (botId, amount) = _early[i];
            var others = Others(botId, book) - withdrawn;
            if (others + amount > balance)
            {
                withdrawn += amount;
                _reserved.Remove(botId);
                yield return new AccountNews.BudgetDecided(botId, amount, Exceeded(others, amount, balance));
            }
        }

        _early.Clear();
    }

    private static BudgetAnswer Exceeded(Money others, Money amount, Money balance) => new(
        BudgetVerdict.Exceeded,
        string.Create(CultureInfo.InvariantCulture, $"{amount} and {others} of the account's other bots exceed its balance of {balance}"));

    private Money Others(string botId, HoldingBook book)
    {
        foreach (var over in _reserved.Where(r => _time.GetElapsedTime(r.Value.At) >= _reservationTime).Select(r => r.Key).ToList())
        {
            _reserved.Remove(over);
        }

        var claimed = book.Claims.ToDictionary(c => c.BotId, c => c.Allocated, StringComparer.Ordinal);
        return claimed.Keys.Concat(_reserved.Keys).Distinct(StringComparer.Ordinal).Where(other => other != botId).Aggregate(
            Money.Zero, (sum, other) => sum + Money.Max(claimed.GetValueOrDefault(other), _reserved.GetValueOrDefault(other).Amount));
    }
}

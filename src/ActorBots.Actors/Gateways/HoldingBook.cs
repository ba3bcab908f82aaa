using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Which bots use an account, and what each claims to have: decides to whom funding and foreign fills fall. Immutable; learned anew from the
/// bots whenever the gateway starts.
/// </summary>
internal sealed record HoldingBook
{
    public static HoldingBook Empty { get; } = new();

    private ImmutableSortedDictionary<string, BotClaim> Bots { get; init; } = ImmutableSortedDictionary.Create<string, BotClaim>(StringComparer.Ordinal);

    /// <summary>The bots that use the account, by id.</summary>
    public IEnumerable<string> BotIds => Bots.Keys;

    /// <summary>The newest claims, by the bots' ids.</summary>
    public IEnumerable<BotClaim> Claims => Bots.Values;

    /// <summary>Takes what a bot claims.</summary>
    /// <param name="claim">The claim; absent when the bot runs on an older node.</param>
    /// <param name="botId">Which bot.</param>
    /// <param name="instrument">What it trades.</param>
    /// <param name="open">What it holds, base units.</param>
    public HoldingBook With(BotClaim? claim, string botId, InstrumentId instrument, Quantity open) =>
        this with { Bots = Bots.SetItem(botId, claim ?? new BotClaim { BotId = botId, Instrument = instrument, Open = open }) };

    /// <summary>News are on their way to a bot that change what it holds: nothing is concluded from its claim until it makes a new one.</summary>
    public HoldingBook Doubting(string botId) =>
        Bots.TryGetValue(botId, out var claim) ? this with { Bots = Bots.SetItem(botId, claim with { IsAtRest = false }) } : this;

    /// <summary>Forgets a bot.</summary>
    public HoldingBook Without(string botId) => this with { Bots = Bots.Remove(botId) };

    /// <summary>Whether more than one bot trades an instrument on the account.</summary>
    public bool IsShared(InstrumentId instrument) => Bots.Values.Count(b => b.Instrument == instrument) > 1;

    /// <summary>The parts of a payment that fall to the bots, by what they hold; nothing is lost by rounding.</summary>
    public IEnumerable<(string BotId, FundingShare Share)> Shares(FundingPayment payment)
    {
        var holders = Bots.Where(b => b.Value.Instrument == payment.Instrument && !b.Value.Open.IsZero).ToList();
        if (holders.Count == 0)
        {
            holders = [.. Bots.Where(b => b.Value.Instrument == payment.Instrument).Take(1)];
        }

        var total = holders.Sum(b => b.Value.Open.Value);
        var left = payment.Amount;
        for (var i = 0; i < holders.Count; i++)
        {
            var isLast = i == holders.Count - 1;
            var share = isLast ? left : new Money(decimal.Round(payment.Amount.Value * holders[i].Value.Open.Value / total, 8));
            left -= share;
            yield return (holders[i].Key, new FundingShare(payment.FundingId, share, payment.At));
        }
    }

    /// <summary>The parts of a fill that belongs to no bot, in order of the bots' ids, up to what each holds; nothing of its fee is
    /// lost by rounding. Nothing for a fill of an order of ours.</summary>
    public IEnumerable<(string BotId, Fill Fill)> Foreign(Fill fill)
    {
        if (fill.ClientOrderId is not null)
        {
            yield break;
        }

        var (left, feeLeft) = (fill.Quantity, fill.Fee);
        foreach (var (botId, holding) in Bots.Where(b => b.Value.Instrument == fill.Instrument && !b.Value.Open.IsZero))
        {
            if (left.IsZero)
            {
                yield break;
            }

            var part = Quantity.Min(left, holding.Open);
            left -= part;
            var fee = left.IsZero ? feeLeft : new Money(decimal.Round(fill.Fee.Value * part.Value / fill.Quantity.Value, 8));
            feeLeft -= fee;
            yield return (botId, fill with { Quantity = part, Fee = fee });
        }
    }
}

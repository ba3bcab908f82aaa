using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Which bots use an account, and how much each holds: decides to whom funding and foreign fills fall. Immutable; learned anew from the
/// bots whenever the gateway starts.
/// </summary>
internal sealed record HoldingBook
{
    public static HoldingBook Empty { get; } = new();

    private ImmutableSortedDictionary<string, (InstrumentId Instrument, Quantity Open)> Bots { get; init; } =
        ImmutableSortedDictionary.Create<string, (InstrumentId, Quantity)>(StringComparer.Ordinal);

    /// <summary>The bots that use the account, by id.</summary>
    public IEnumerable<string> BotIds => Bots.Keys;

    /// <summary>Takes what a bot says that it holds.</summary>
    public HoldingBook With(string botId, InstrumentId instrument, Quantity open) => this with { Bots = Bots.SetItem(botId, (instrument, open)) };

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

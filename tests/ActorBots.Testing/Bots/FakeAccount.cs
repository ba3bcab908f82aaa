using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Bots;

/// <summary>
/// The bots of a fake venue's one account, as their gateway knows them: what is told to whom, whose a foreign fill or a funding is, and how
/// the account stands against them all.
/// </summary>
public sealed class FakeAccount
{
    private readonly SortedDictionary<string, Func<BotClaim?>> _bots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BotInput>> _news = [];
    private readonly List<(string BotId, Fill Fill)> _foreign = [];
    private readonly List<(string BotId, FundingShare Share)> _funding = [];
    private readonly Instrument _instrument;
    private AccountWatch _watch = AccountWatch.Empty;

    public FakeAccount(Instrument instrument) => _instrument = instrument;

    /// <summary>Takes a bot in that says what it claims when it is asked.</summary>
    public void Join(string botId, Func<BotClaim?> claim) => _bots[botId] = claim;

    /// <summary>What was told to a bot and not heard yet, oldest first.</summary>
    public List<BotInput> NewsOf(string botId) => _news.TryGetValue(botId, out var news) ? news : _news[botId] = [];

    /// <summary>Tells of a fill that belongs to no bot: to the only bot, else to all in order of their ids up to what they hold.</summary>
    public void Tell(Fill foreign)
    {
        foreach (var part in Parts(foreign))
        {
            _foreign.Add(part);
            NewsOf(part.BotId).Add(new BotInput.FilledOutside(part.Fill));
        }
    }

    /// <summary>Tells of funding: to the only bot, else to the holders by what they hold.</summary>
    public void Tell(FundingShare payment)
    {
        var holders = Claims().Where(c => !c.Open.IsZero).ToList();
        var total = holders.Sum(c => c.Open.Value);
        var left = payment.Amount;
        var shares = holders.Count > 1
            ? holders.Select(c => (c.BotId, Share: new Money(decimal.Round(payment.Amount.Value * c.Open.Value / total, 8)))).ToList()
            : [(holders.FirstOrDefault()?.BotId ?? _bots.Keys.First(), payment.Amount)];
        foreach (var (botId, share) in shares)
        {
            var amount = botId == shares[^1].Item1 ? left : share;
            left -= amount;
            _funding.Add((botId, payment with { Amount = amount }));
            NewsOf(botId).Add(new BotInput.Funded(payment with { Amount = amount }));
        }
    }

    /// <summary>What a bot is told beside its own orders: its shares of what happened, and how the account stands.</summary>
    public VenueSnapshot Complete(VenueSnapshot snapshot, VenueCall.Reconcile ask, InstrumentReading reading)
    {
        bool IsWanted(DateTimeOffset at) => ask.Since is null || at >= ask.Since;
        var claims = Claims();
        var found = AccountComparison.Find(reading, claims, _ => false, isGathering: false, _instrument.MinQuantity);
        _watch = found is null ? _watch : _watch.Look(found);
        var settled = found is not null && _watch.IsSettled(found.Instrument) ? found : null;
        return snapshot with
        {
            ForeignFills = [.. _foreign.Where(f => f.BotId == ask.BotId && IsWanted(f.Fill.At)).Select(f => f.Fill)],
            Funding = [.. _funding.Where(f => f.BotId == ask.BotId && IsWanted(f.Share.At)).Select(f => f.Share)],
            NetQuantity = reading.NetQuantity,
            IsShared = _bots.Count > 1,
            OthersQuantity = new Quantity(claims.Where(c => c.BotId != ask.BotId).Sum(c => c.Open.Value)),
            Standing = found is null ? null : _watch.Standing,
            Shortfall = settled is { Shortage.IsZero: false }
                ? AccountComparison.Shortfalls(settled, claims).Where(s => s.BotId == ask.BotId).Select(s => s.Shortfall).FirstOrDefault()
                : null,
            NeedsAnotherLook = found is not null && _watch.NeedsAnotherLook(found.Instrument),
            Answered = ask.Wish,
            Adoption = settled is not null && ask.Wish == AccountWish.AdoptPosition ? AccountComparison.Offer(reading, settled, claims, _instrument) : null,
            CancelledOrders = settled is not null && ask.Wish == AccountWish.CancelForeignOrders ? settled.ForeignOrders.Length : 0,
        };
    }

    private List<BotClaim> Claims() =>
    [
        .. _bots.Select(b => (b.Key, Claim: b.Value())).Where(b => b.Claim is not null)
            .Select(b => NewsOf(b.Key).Any(n => n is BotInput.FilledOutside) ? b.Claim! with { IsAtRest = false } : b.Claim!),
    ];

    private IEnumerable<(string BotId, Fill Fill)> Parts(Fill foreign)
    {
        if (_bots.Count == 1)
        {
            return [(_bots.Keys.Single(), foreign)];
        }

        var parts = ImmutableArray.CreateBuilder<(string, Fill)>();
        var (left, feeLeft) = (foreign.Quantity, foreign.Fee);
        foreach (var claim in Claims().Where(c => !c.Open.IsZero).TakeWhile(_ => !left.IsZero))
        {
            var part = Quantity.Min(left, claim.Open);
            left -= part;
            var fee = left.IsZero ? feeLeft : new Money(decimal.Round(foreign.Fee.Value * part.Value / foreign.Quantity.Value, 8));
            feeLeft -= fee;
            parts.Add((claim.BotId, foreign with { Quantity = part, Fee = fee }));
        }

        return parts.ToImmutable();
    }
}

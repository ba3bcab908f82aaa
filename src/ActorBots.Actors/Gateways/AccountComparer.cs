using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Gateways;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// Compares each reading of an account with the claims of all its bots. Remembers what the readings have shown, from the gateway's start on;
/// what was certain before is journaled by the bots.
/// </summary>
internal sealed class AccountComparer
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _gatheringTime;
    private readonly long _startedAt;
    private readonly Dictionary<InstrumentId, Instrument> _instruments = [];
    private readonly Dictionary<string, long> _called = new(StringComparer.Ordinal);
    private AccountWatch _watch = AccountWatch.Empty;

    public AccountComparer(TimeProvider time, TimeSpan gatheringTime)
    {
        _time = time;
        _gatheringTime = gatheringTime;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Whether bots may still come of which nothing is known.</summary>
    public bool IsGathering => _time.GetElapsedTime(_startedAt) < _gatheringTime;

    /// <summary>Takes the venue's rules of an instrument that a bot trades.</summary>
    public void Know(Instrument instrument) => _instruments[instrument.Id] = instrument;

    /// <summary>Draws the conclusions of a reading.</summary>
    /// <param name="read">The reading.</param>
    /// <param name="now">The claims that are known after it.</param>
    public AccountConclusion Conclude(AccountRead read, HoldingBook now)
    {
        var claims = Standing(read.Book, now);
        var strangers = Call(read, claims);
        var before = _watch;
        var settled = new Dictionary<InstrumentId, AccountMismatch>();
        var looked = new HashSet<InstrumentId>();
        foreach (var instrument in read.Instruments.Concat(claims.Select(c => c.Instrument)).Concat(_watch.Instruments).Distinct().ToList())
        {
            var smallest = _instruments.TryGetValue(instrument, out var rules) ? rules.MinQuantity : Quantity.Zero;
            if (AccountComparison.Find(read.Of(instrument), claims, IsExpected, IsGathering, smallest) is not { } found)
            {
                continue;
            }

            _watch = _watch.Look(found);
            looked.Add(instrument);
            if (_watch.IsSettled(instrument))
            {
                settled[instrument] = found;
            }
        }

        var wishes = new WishGrants(read, claims, settled, _instruments);
        var answers = read.Answers
            .OrderBy(a => a.Request.BotId, StringComparer.Ordinal)
            .Select(a => (a.Request.BotId, wishes.Grant(a.Request, Complete(a.Request, a.Snapshot, claims, settled, looked))))
            .ToImmutableArray();
        var others = _watch.StandsLike(before) ? [] : now.BotIds;
        return new AccountConclusion(
            answers, [.. strangers.Concat(others).Except(answers.Select(a => a.BotId))], wishes.Offered, wishes.ToCancel);
    }

    /// <summary>The claims before the reading; those that changed since are no ground for a conclusion.</summary>
    private static List<BotClaim> Standing(HoldingBook before, HoldingBook now)
    {
        var newest = now.Claims.ToDictionary(c => c.BotId, StringComparer.Ordinal);
        var known = before.Claims.Select(c => newest.GetValueOrDefault(c.BotId) == c ? c : c with { IsAtRest = false }).ToList();
        var fresh = now.Claims.Where(c => known.All(k => k.BotId != c.BotId)).Select(c => c with { IsAtRest = false }).ToList();
        return [.. known.Concat(fresh)];
    }

    private VenueSnapshot Complete(
        AccountCommand.Reconcile request,
        VenueSnapshot snapshot,
        List<BotClaim> claims,
        Dictionary<InstrumentId, AccountMismatch> settled,
        HashSet<InstrumentId> looked) => snapshot with
        {
            OthersQuantity = new Quantity(claims.Where(c => c.Instrument == request.Instrument && c.BotId != request.BotId).Sum(c => c.Open.Value)),
            Standing = IsGathering || !looked.Contains(request.Instrument) ? null : _watch.Standing,
            Shortfall = settled.TryGetValue(request.Instrument, out var found) && !found.Shortage.IsZero
                ? AccountComparison.Shortfalls(found, claims).Where(s => s.BotId == request.BotId).Select(s => s.Shortfall).FirstOrDefault()
                : null,
            NeedsAnotherLook = looked.Any(_watch.NeedsAnotherLook),
        };

    /// <summary>The bots whose name an order bears and which have not been heard of: they are called once, so that they claim it or not.</summary>
    private List<string> Call(AccountRead read, List<BotClaim> claims)
    {
        var owners = read.OpenOrders.Select(o => o.ClientOrderId?.BotId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        owners.ExceptWith(claims.Select(c => c.BotId));
        foreach (var gone in _called.Keys.Except(owners).ToList())
        {
            _called.Remove(gone);
        }

        return [.. owners.Where(botId => _called.TryAdd(botId, _time.GetTimestamp()))];
    }

    private bool IsExpected(string botId) => _called.TryGetValue(botId, out var since) && _time.GetElapsedTime(since) < _gatheringTime;
}

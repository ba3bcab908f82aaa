using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Accounts;

/// <summary>
/// Compares the venue's holding in an instrument with the sum over the bots. Concludes nothing unless each bot's claim is firm: told before
/// the reading, at rest, and each of its stops found untouched among the working orders, which are read after the position. Then nothing of
/// the bots can have been executed that their claims do not hold.
/// </summary>
public static class AccountComparison
{
    /// <summary>The difference; nothing when the reading is no ground for a conclusion.</summary>
    /// <param name="reading">What the venue says.</param>
    /// <param name="claims">The claims of all bots of the account.</param>
    /// <param name="isExpected">Whether a bot that is not among them may still come and claim its orders.</param>
    /// <param name="isGathering">Whether bots may still come of which nothing is known; then only a shortage is certain.</param>
    /// <param name="smallest">The instrument's smallest quantity, base units: less than it can neither be sold nor covered, and does not count.</param>
    public static AccountMismatch? Find(
        InstrumentReading reading, IReadOnlyCollection<BotClaim> claims, Func<string, bool> isExpected, bool isGathering, Quantity smallest)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(isExpected);
        var own = claims.Where(c => c.Instrument == reading.Instrument).ToList();
        if (!own.All(c => IsFirm(c, reading)))
        {
            return null;
        }

        var bots = own.Sum(c => c.Open.Value);
        var held = Math.Max(reading.NetQuantity, 0m);
        var found = new AccountMismatch
        {
            Instrument = reading.Instrument,
            NetQuantity = reading.NetQuantity,
            BotsQuantity = new Quantity(bots),
            Shortage = new Quantity(Math.Max(bots - held, 0m)),
        };
        if (isGathering)
        {
            return found.IsNone ? null : found;
        }

        var excess = held - bots - own.Sum(c => c.Dust.Value);
        return Foreign(reading, claims, isExpected) is not { } orders
            ? null
            : found with
            {
                Excess = new Quantity(excess > 0m && excess >= smallest.Value ? excess : 0m),
                Short = new Quantity(Math.Max(-reading.NetQuantity, 0m)) + reading.ShortLeg,
                ForeignOrders = orders,
            };
    }

    /// <summary>What of a shortage falls to each bot: in order of their ids, up to what each holds.</summary>
    /// <param name="found">The difference.</param>
    /// <param name="claims">The claims that it was found with.</param>
    public static IEnumerable<(string BotId, AccountShortfall Shortfall)> Shortfalls(AccountMismatch found, IEnumerable<BotClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(found);
        var left = found.Shortage;
        foreach (var claim in claims.Where(c => c.Instrument == found.Instrument).OrderBy(c => c.BotId, StringComparer.Ordinal))
        {
            var part = Quantity.Min(left, claim.Open);
            left -= part;
            yield return (claim.BotId, new AccountShortfall(claim.Open, part));
        }
    }

    /// <summary>What a bot may take over; nothing when no quantity that a stop can cover belongs to no bot.</summary>
    /// <param name="reading">What the venue says.</param>
    /// <param name="found">The difference.</param>
    /// <param name="claims">The claims that it was found with.</param>
    /// <param name="instrument">The venue's rules.</param>
    public static AdoptionOffer? Offer(InstrumentReading reading, AccountMismatch found, IEnumerable<BotClaim> claims, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(instrument);
        var quantity = instrument.RoundDown(Quantity.Min(found.Excess, instrument.MaxMarketQuantity));
        if (quantity.IsZero || quantity < instrument.MinQuantity || reading.AverageEntryPrice is not { } average)
        {
            return null;
        }

        var known = claims.Where(c => c.Instrument == found.Instrument).Sum(c => c.OpenCost.Value);
        var beyond = ((reading.NetQuantity * average.Value) - known) / (reading.NetQuantity - found.BotsQuantity.Value);
        return new AdoptionOffer(quantity, new Money(decimal.Round((beyond > 0m ? beyond : average.Value) * quantity.Value, 8)));
    }

    private static bool IsFirm(BotClaim claim, InstrumentReading reading) =>
        claim.IsAtRest && claim.Orders.All(id => reading.OpenOrders.Any(o => o.ClientOrderId == id && o.FilledQuantity.IsZero));

    /// <summary>The orders of nobody; nothing when an owner is not known for certain.</summary>
    private static ImmutableArray<string>? Foreign(InstrumentReading reading, IReadOnlyCollection<BotClaim> claims, Func<string, bool> isExpected)
    {
        var foreign = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var order in reading.OpenOrders.Where(o => !o.Status.IsTerminal()))
        {
            if (order.ClientOrderId is { } id && !claims.Any(c => c.BotId == id.BotId && c.IsAtRest && !c.Orders.Contains(id)))
            {
                if (claims.Any(c => c.Orders.Contains(id)))
                {
                    continue;
                }

                if (claims.Any(c => c.BotId == id.BotId) || isExpected(id.BotId))
                {
                    return null;
                }
            }

            foreign.Add(order.VenueOrderId);
        }

        return [.. foreign.Take(AccountMismatch.MaxOrders)];
    }
}

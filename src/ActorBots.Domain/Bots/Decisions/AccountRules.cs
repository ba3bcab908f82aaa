using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>The account as a whole against the sum over its bots: differences, shortages, and what belongs to nobody.</summary>
internal static class AccountRules
{
    public static void Compare(Turn turn, VenueSnapshot snapshot, bool wasBusy)
    {
        if (snapshot.Standing is { } standing)
        {
            Take(turn, standing);
        }

        if (!wasBusy && snapshot.Shortfall is { } shortfall)
        {
            BookMissing(turn, shortfall);
        }

        if (snapshot.NeedsAnotherLook)
        {
            turn.AskVenue();
        }

        foreach (var position in turn.State.Positions.Values.Where(p => p.IsDoubted).ToList())
        {
            Confirm(turn, position, snapshot);
        }
    }

    /// <summary>
    /// Takes a foreign quantity over as a position of its own. No limit of the bot refuses it: it opens nothing, it brings under a stop what the
    /// account holds already, so risk falls; from then on it counts against every limit. Target and stop are measured from the present price,
    /// so that taking over never sells by itself.
    /// </summary>
    public static void Adopt(Turn turn, AdoptionOffer? offer)
    {
        if (!LifecycleRules.IsRegistered(turn))
        {
            return;
        }

        if (turn.State.Stopping is not null)
        {
            turn.Deny(new Denial("BOT_STOPPED", "a stopped bot takes nothing over"));
            return;
        }

        if (offer is null)
        {
            turn.Deny(new Denial("NOTHING_TO_ADOPT", turn.State.Mismatch is { } mismatch
                ? $"no long quantity that a stop can cover belongs to no bot, or it is still being compared; {mismatch.Sentence}"
                : "everything on the account belongs to a bot, or it is still being compared"));
            return;
        }

        if (turn.Context is not { Price: { } price, Indicators.Atr: { } atr, Instrument: not null })
        {
            turn.Deny(new Denial("DATA_MISSING", "price or ATR is not known yet, so that no stop can be set"));
            return;
        }

        turn.Emit(new BotEvent.PositionAdopted
        {
            At = turn.Now,
            Number = turn.State.NextIntent,
            Quantity = offer.Quantity,
            Cost = offer.Cost,
            Atr = atr,
            Price = price.Price,
            RecentHigh = turn.Context.RecentHigh ?? price.Price,
        });
    }

    public static void CancelForeignOrders(Turn turn, int count)
    {
        if (LifecycleRules.IsRegistered(turn) && count == 0)
        {
            turn.Deny(new Denial("NOTHING_TO_CANCEL", "every working order of the account belongs to a bot, or they are still being compared"));
        }
    }

    private static void Take(Turn turn, AccountStanding standing)
    {
        var own = standing.Mismatches.FirstOrDefault(m => m.Instrument == turn.State.Config!.Trading.Symbol);
        if ((own ?? standing.Mismatches.FirstOrDefault()) is { } found)
        {
            if (!found.IsSameAs(turn.State.Mismatch))
            {
                turn.Emit(new BotEvent.AccountMismatched(found) { At = turn.Now });
            }
        }
        else if (turn.State.Mismatch is { } before && !standing.Unsettled.Contains(before.Instrument))
        {
            turn.Emit(new BotEvent.AccountMatched { At = turn.Now });
        }
    }

    private static void BookMissing(Turn turn, AccountShortfall shortfall)
    {
        var open = turn.State.OpenPositions.Sum(p => p.OpenQuantity.Value);
        if (shortfall.Missing.IsZero || open != shortfall.Stated.Value || turn.Context.Price is not { } price)
        {
            return;
        }

        foreach (var (number, part, _) in OutsideRules.Shares(turn.State.OpenPositions, shortfall.Missing, Money.Zero))
        {
            turn.Emit(new BotEvent.ReducedOutside(number, $"gone-{turn.State.NextIntent}", price.Price, part, Money.Zero, ExitReason.External) { At = turn.Now });
        }
    }

    /// <summary>
    /// What is left of a doubted position is certain once the account backs it: it has enough for all its bots, or its shortage falls to others.
    /// Where others' news may lie between, the position must not wait without a stop.
    /// </summary>
    private static void Confirm(Turn turn, Position position, VenueSnapshot snapshot)
    {
        var open = turn.State.OpenPositions.Sum(p => p.OpenQuantity.Value);
        var isBacked = snapshot.NetQuantity >= open + snapshot.OthersQuantity.Value || snapshot.Shortfall is { Missing.IsZero: true };
        var isInconclusive = snapshot is { IsShared: true, Standing: null };
        if (position.OpenQuantity.IsZero || isBacked || isInconclusive)
        {
            turn.Emit(new BotEvent.PositionConfirmed(position.Number) { At = turn.Now });
        }
        else
        {
            turn.AskVenue();
        }
    }
}

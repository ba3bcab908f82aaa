using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;
using ActorBots.Domain.Sizing;
using ActorBots.Domain.Strategies;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>What a price calls for: the loss limit, exits, trailing, entries; in that order.</summary>
internal static class MarketRules
{
    public static void Observe(Turn turn)
    {
        var context = turn.Context;
        if (turn.State is not { Config: { } config, IsStopped: false } || context is not { Price: { } price, Instrument: { } instrument, IsReconciled: true }
            || !context.IsCaughtUp)
        {
            return;
        }

        CheckLossLimit(turn, config, price.Price);
        Manage(turn);
        if (!turn.HasEvents && turn.State.Stopping is null)
        {
            Enter(turn, config, price, instrument);
        }
    }

    private static void CheckLossLimit(Turn turn, BotConfig config, Price price)
    {
        if (config.Risk.MaxLoss is not { } maxLoss || turn.State.Desired == DesiredStatus.Stopped)
        {
            return;
        }

        var pnl = turn.State.TotalPnlAt(price) - turn.State.LossBaseline;
        if (pnl <= -maxLoss)
        {
            LifecycleRules.RequestStop(turn, StopMode.Close, ExitReason.BotStopLoss);
        }
    }

    private static void Manage(Turn turn)
    {
        foreach (var advice in turn.Context.Positions!.Advice)
        {
            var position = turn.State.Positions[advice.Number];
            if (advice.IsTargetReached)
            {
                LifecycleRules.DecideExit(turn, position, ExitReason.Target);
            }
            else if (advice.MoveStopTo >= turn.Context.Price!.Price)
            {
                // The price fell through the level before the stop could follow.
                LifecycleRules.DecideExit(turn, position, ExitReason.TrailingStop);
            }
            else if (advice.MoveStopTo is { } level && IsMovable(turn, position))
            {
                turn.Emit(new BotEvent.StopMoveIntended(position.StopOrder!.Value, level, position.OpenQuantity, IsTrailing: true) { At = turn.Now });
            }
        }
    }

    private static bool IsMovable(Turn turn, Position position) =>
        position is { Closing: null, StopOrder: { } id, IsDoubted: false }
        && MaintenanceRules.IsMovable(turn.State.Orders[id], turn.Now);

    private static void Enter(Turn turn, BotConfig config, PriceView price, Instrument instrument)
    {
        if (turn.Context.Indicators?.Atr is not { } atr || turn.Context.RecentHigh is not { } recentHigh || turn.Context.Budget is not { } budget)
        {
            return;
        }

        var signal = StrategyCatalog.Find(config.Trading.Strategy)!.Evaluate(new StrategyInput
        {
            Config = config,
            Price = price.Price,
            Atr = atr,
            RecentHigh = recentHigh,
            LastEntryPrice = turn.State.LastEntryPrice,
            RecentHighAtLastEntry = turn.State.RecentHighAtLastEntry,
        });
        if (signal is null)
        {
            return;
        }

        var sized = DipSizing.Size(
            config.Sizing, signal.DipAtr, atr / price.Price.Value, config.Budget.AllocatedAmount, config.Trading.Leverage, price.Price, instrument);
        var isStopFiring = turn.State.OpenPositions.Any(p => p.Stop >= price.Price);
        var denial = isStopFiring ? new Denial("STOP_REACHED", "a stop is reached and its fill is awaited")
            : !instrument.IsTrading ? new Denial("INSTRUMENT_HALTED", $"{instrument.Id} does not trade at present")
            : sized.Quantity.IsZero ? new Denial("SIZE_TOO_SMALL", "the sized quantity is below the venue's minimum")
            : RiskGate.Check(turn.State, config, budget, sized.Margin, turn.Now);
        if (denial is not null)
        {
            turn.Deny(denial);
            return;
        }

        var number = turn.State.NextIntent;
        var approved = RiskGate.ApproveEntry(new OrderRequest
        {
            ClientOrderId = ClientOrderId.For(turn.State.Identity!.BotId, number, OrderPurpose.Entry),
            Instrument = instrument.Id,
            Side = OrderSide.Buy,
            Purpose = OrderPurpose.Entry,
            Quantity = sized.Quantity,
        });
        turn.Emit(new BotEvent.OrderIntended
        {
            At = turn.Now,
            IntentNumber = number,
            Request = approved.Value,
            PositionNumber = number,
            ReservedMargin = sized.Margin * (1m + RiskGate.SlippageRoom),
            Atr = atr,
            ReferencePrice = price.Price,
            RecentHigh = recentHigh,
        });
    }
}

using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>What the backend asks for: start, pause, resume, stop, reload, close. Each is safe to repeat.</summary>
internal static class LifecycleRules
{
    public static void Start(Turn turn, BotInput.Start input)
    {
        if (turn.State.Identity is { } known && known != input.Identity)
        {
            turn.Deny(new Denial("IDENTITY_CHANGED", $"bot {known.BotId} cannot change its owner, exchange or account while it has a journal"));
            return;
        }

        if (turn.State.Config is { } config && config != input.Config && Unreloadable(turn.State, config, input.Config) is { } denial)
        {
            turn.Deny(denial);
            return;
        }

        if (BudgetRules.Refuses(turn, input.Budget, isBegin: turn.State.Desired != DesiredStatus.Running || turn.State.IsHalted))
        {
            return;
        }

        if (turn.State.Identity is null)
        {
            turn.Emit(new BotEvent.Registered(input.Identity, input.Config) { At = turn.Now });
        }
        else if (turn.State.Config != input.Config)
        {
            turn.Emit(new BotEvent.ConfigReloaded(input.Config) { At = turn.Now });
        }

        if (turn.State.Desired != DesiredStatus.Running || turn.State.IsHalted)
        {
            turn.Emit(new BotEvent.Started { At = turn.Now, AwaitsBudget = input.Budget.Verdict == BudgetVerdict.Unknown });
        }
    }

    public static void Pause(Turn turn)
    {
        if (IsRegistered(turn) && turn.State.Desired == DesiredStatus.Running)
        {
            turn.Emit(new BotEvent.Paused { At = turn.Now });
        }
        else if (turn.State.Desired == DesiredStatus.Stopped)
        {
            turn.Deny(new Denial("BOT_STOPPED", "a stopped bot cannot be paused"));
        }
    }

    public static void Resume(Turn turn, BudgetAnswer budget)
    {
        if (IsRegistered(turn) && (turn.State.Desired == DesiredStatus.Paused || turn.State is { Desired: DesiredStatus.Running, IsHalted: true }))
        {
            if (!BudgetRules.Refuses(turn, budget, isBegin: true))
            {
                turn.Emit(new BotEvent.Resumed { At = turn.Now, AwaitsBudget = budget.Verdict == BudgetVerdict.Unknown });
            }
        }
        else if (turn.State.Desired == DesiredStatus.Stopped)
        {
            turn.Deny(new Denial("BOT_STOPPED", "a stopped bot is started, not resumed"));
        }
    }

    public static void Stop(Turn turn, StopMode mode)
    {
        if (IsRegistered(turn))
        {
            RequestStop(turn, mode, ExitReason.BotStopped);
        }
    }

    /// <summary>Asks for a stop unless the same or a stronger one was asked for already.</summary>
    public static void RequestStop(Turn turn, StopMode mode, ExitReason cause)
    {
        var isClosingMore = mode == StopMode.Close && turn.State.Stopping == StopMode.Keep && !turn.State.Positions.IsEmpty;
        if (turn.State.Desired == DesiredStatus.Stopped && !isClosingMore)
        {
            return;
        }

        turn.Emit(new BotEvent.StopRequested(mode, cause) { At = turn.Now });
        if (mode == StopMode.Close)
        {
            CloseAll(turn, cause);
        }
    }

    public static void Reload(Turn turn, BotInput.Reload input)
    {
        var config = input.Config;
        if (!IsRegistered(turn) || turn.State.Config == config)
        {
            return;
        }

        if (Unreloadable(turn.State, turn.State.Config!, config) is { } denial)
        {
            turn.Deny(denial);
            return;
        }

        if (!BudgetRules.Refuses(turn, input.Budget, isBegin: false))
        {
            turn.Emit(new BotEvent.ConfigReloaded(config) { At = turn.Now });
        }
    }

    public static void Close(Turn turn, long? number)
    {
        if (!IsRegistered(turn))
        {
            return;
        }

        if (number is { } one && !turn.State.Positions.ContainsKey(one))
        {
            turn.Deny(new Denial("POSITION_UNKNOWN", $"the bot holds no position {one}"));
            return;
        }

        foreach (var position in turn.State.OpenPositions.Where(p => number is null || p.Number == number).ToList())
        {
            DecideExit(turn, position, ExitReason.Manual);
            if (turn.State.Positions[position.Number].Closing is null)
            {
                turn.Deny(new Denial("POSITION_NOT_READY", $"position {position.Number} is still being opened, or its last exit was refused a moment ago"));
            }
        }
    }

    public static void DataFreshness(Turn turn, BotInput.DataFreshness input)
    {
        if (turn.State.Identity is not null && turn.State.IsDegraded != input.IsStale && !turn.State.IsStopped)
        {
            turn.Emit(new BotEvent.DegradedChanged(input.IsStale, input.Reason) { At = turn.Now });
        }
    }

    public static void NotificationsSettled(Turn turn, long upTo)
    {
        if (turn.State.Outbox.Any(n => n.Number <= upTo))
        {
            turn.Emit(new BotEvent.NotificationsSettled(upTo) { At = turn.Now });
        }
    }

    public static void Fault(Turn turn, BotInput.Faulted input)
    {
        var isKnown = turn.State.LastError == $"{input.Code}: {input.Message}" && (turn.State.IsHalted || !input.Halts);
        if (turn.State.Identity is not null && !isKnown)
        {
            turn.Emit(new BotEvent.ErrorRaised(input.Code, input.Message, input.Halts) { At = turn.Now });
        }
    }

    /// <summary>Ends a stop once nothing is under way and, when positions were to be closed, nothing is held.</summary>
    public static void FinishStop(Turn turn)
    {
        var state = turn.State;
        if (state is not { Stopping: { } mode, IsStopped: false })
        {
            return;
        }

        if (mode == StopMode.Close)
        {
            CloseAll(turn, state.StopCause);
        }

        if (mode == StopMode.Close ? turn.State.IsFlat : !turn.State.HasWorkUnderWay)
        {
            turn.Emit(new BotEvent.Stopped { At = turn.Now });
        }
    }

    /// <summary>Decides an exit unless one is decided already or was given up a moment ago.</summary>
    public static void DecideExit(Turn turn, Position position, ExitReason reason)
    {
        if (position.Closing is null && position.HasLevels && !BotEvolution.IsPaused(position.ExitNotBefore, turn.Now))
        {
            var reference = turn.Context.Price?.Price ?? position.EntryPrice;
            turn.Emit(new BotEvent.ExitDecided(position.Number, reason, reference) { At = turn.Now });
        }
    }

    private static void CloseAll(Turn turn, ExitReason cause)
    {
        foreach (var position in turn.State.OpenPositions.ToList())
        {
            DecideExit(turn, position, cause);
        }
    }

    /// <summary>Whether the bot was ever started; the command is denied when it was not.</summary>
    public static bool IsRegistered(Turn turn)
    {
        if (turn.State.Identity is not null)
        {
            return true;
        }

        turn.Deny(new Denial("BOT_UNKNOWN", "the bot was never started"));
        return false;
    }

    private static Denial? Unreloadable(BotState state, BotConfig from, BotConfig to) =>
        !state.IsFlat && (from.Trading.Symbol != to.Trading.Symbol || from.Trading.Leverage != to.Trading.Leverage)
            ? new Denial("POSITIONS_OPEN", "symbol and leverage can only change while the bot holds no position and has no order")
            : null;
}

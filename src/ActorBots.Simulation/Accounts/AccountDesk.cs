using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>Takes requests about leverage, position mode and the protection of positions.</summary>
internal sealed class AccountDesk
{
    private readonly ExchangeState _state;
    private readonly Protection _protection;

    public AccountDesk(ExchangeState state, Protection protection)
    {
        _state = state;
        _protection = protection;
    }

    public Outcome<decimal> SetLeverage(TradingAccount account, string symbol, decimal leverage)
    {
        if (account.FindHolding(symbol) is not { } holding)
        {
            return Outcome<decimal>.Refused(new Refusal(RefusalCode.UnknownInstrument, "Symbol"));
        }

        var maximum = holding.Market.Rules.Instrument.MaxLeverage;
        if (leverage < 1m || leverage > maximum || leverage % 0.01m != 0m)
        {
            return Outcome<decimal>.Refused(new Refusal(RefusalCode.LeverageOutOfRange, "Leverage", leverage, maximum));
        }

        if (leverage == holding.Leverage)
        {
            return Outcome<decimal>.Refused(new Refusal(RefusalCode.LeverageNotModified, "Leverage", leverage));
        }

        var before = holding.Leverage;
        holding.Leverage = leverage;
        if (leverage < before && account.FreeMargin() < 0m)
        {
            var missing = -account.FreeMargin();
            holding.Leverage = before;
            return Outcome<decimal>.Refused(new Refusal(RefusalCode.InsufficientMargin, "Leverage", leverage, account.FreeMargin(), missing));
        }

        _state.Mutation.Settings.Add(holding);
        foreach (var position in holding.Positions.Where(p => !p.IsFlat))
        {
            _state.Mutation.Positions[position] = holding;
        }

        return Outcome<decimal>.Success(leverage);
    }

    public Outcome<PositionMode> SwitchMode(TradingAccount account, string? symbol, PositionMode mode)
    {
        if (symbol is null)
        {
            foreach (var holding in account.Holdings.Where(h => h.Mode != mode && !h.HasPosition && h.Orders.Count == 0))
            {
                Switch(holding, mode);
            }

            return Outcome<PositionMode>.Success(mode);
        }

        if (account.FindHolding(symbol) is not { } one)
        {
            return Outcome<PositionMode>.Refused(new Refusal(RefusalCode.UnknownInstrument, "Symbol"));
        }

        RefusalCode? refusal = one.Mode == mode ? RefusalCode.PositionModeNotModified
            : one.HasPosition ? RefusalCode.PositionModeHasPosition
            : one.Orders.Count > 0 ? RefusalCode.PositionModeHasOrders
            : null;
        if (refusal is { } code)
        {
            return Outcome<PositionMode>.Refused(new Refusal(code, "Mode"));
        }

        Switch(one, mode);
        return Outcome<PositionMode>.Success(mode);
    }

    /// <summary>Switches all instruments or none: refused while any position or order is open, nothing when all have the mode.</summary>
    public Outcome<PositionMode> SwitchWholeAccount(TradingAccount account, PositionMode mode)
    {
        if (account.Holdings.All(h => h.Mode == mode))
        {
            return Outcome<PositionMode>.Success(mode);
        }

        RefusalCode? refusal = account.Holdings.Any(h => h.HasPosition) ? RefusalCode.PositionModeHasPosition
            : account.Holdings.Any(h => h.Orders.Count > 0) ? RefusalCode.PositionModeHasOrders
            : null;
        if (refusal is { } code)
        {
            return Outcome<PositionMode>.Refused(new Refusal(code, "Mode"));
        }

        foreach (var holding in account.Holdings.Where(h => h.Mode != mode))
        {
            Switch(holding, mode);
        }

        return Outcome<PositionMode>.Success(mode);
    }

    public Outcome<PositionSnapshot> SetTradingStop(TradingAccount account, TradingStopRequest request)
    {
        if (account.FindHolding(request.Symbol) is not { } holding)
        {
            return Refused(new Refusal(RefusalCode.UnknownInstrument, nameof(request.Symbol)));
        }

        if (TradingStopRules.Check(request, holding, _state.Settings.Matching) is { } refusal)
        {
            return Refused(refusal);
        }

        var position = holding[request.PositionIndex];
        var changed = request.Mode == ProtectionMode.Full ? SetWhole(holding, position, request) : AddParts(holding, position, request);
        if (request.TrailingStop is { } distance)
        {
            var activation = request.ActivationPrice is { } a && a > 0m ? a : (decimal?)null;
            changed |= _protection.SetTrailing(holding, position, distance, activation);
        }

        if (!changed)
        {
            return Refused(new Refusal(RefusalCode.ProtectionNotModified));
        }

        position.ProtectionMode = request.Mode;
        position.Sequence = ++holding.Market.Sequence;
        position.UpdatedAt = _state.Now;
        _state.Mutation.Positions[position] = holding;
        return Outcome<PositionSnapshot>.Success(holding.Snapshot(position));
    }

    private static Outcome<PositionSnapshot> Refused(Refusal refusal) => Outcome<PositionSnapshot>.Refused(refusal);

    private void Switch(Holding holding, PositionMode mode)
    {
        holding.Mode = mode;
        _state.Mutation.Settings.Add(holding);
    }

    private bool SetWhole(Holding holding, Position position, TradingStopRequest request)
    {
        var changed = _protection.SetWhole(
            holding, position, ConditionalKind.TakeProfit, request.TakeProfit, request.TakeProfitBy, string.Empty);
        return _protection.SetWhole(holding, position, ConditionalKind.StopLoss, request.StopLoss, request.StopLossBy, string.Empty) || changed;
    }

    private bool AddParts(Holding holding, Position position, TradingStopRequest request)
    {
        var changed = false;
        if (request.TakeProfit is > 0m and { } takeProfit)
        {
            _protection.AddPartial(
                holding,
                position,
                ConditionalKind.PartialTakeProfit,
                takeProfit,
                request.TakeProfitBy,
                request.TakeProfitQuantity ?? position.Size,
                request.TakeProfitLimitPrice,
                string.Empty);
            changed = true;
        }

        if (request.StopLoss is > 0m and { } stopLoss)
        {
            _protection.AddPartial(
                holding,
                position,
                ConditionalKind.PartialStopLoss,
                stopLoss,
                request.StopLossBy,
                request.StopLossQuantity ?? position.Size,
                request.StopLossLimitPrice,
                string.Empty);
            changed = true;
        }

        return changed;
    }
}

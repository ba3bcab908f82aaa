using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Strategies;

namespace ActorBots.Domain.Bots;

/// <summary>The prices between which nothing can happen to a bot, so that it need not be woken.</summary>
/// <param name="Low">At or below this price the bot must see the tick; absent when no low price concerns it.</param>
/// <param name="High">At or above this price the bot must see the tick; absent when no high price concerns it.</param>
public sealed record QuietBand(Price? Low, Price? High)
{
    /// <summary>A band that every price is outside of.</summary>
    public static QuietBand Always { get; } = new(new Price(decimal.MaxValue), new Price(0m));

    /// <summary>Whether a price lies outside, so that the bot must see it.</summary>
    public bool IsOutside(Price price) => (Low is { } low && price <= low) || (High is { } high && price >= high);

    /// <summary>The band of a bot after a decision.</summary>
    /// <param name="state">What the bot knows.</param>
    /// <param name="context">What it sees.</param>
    public static QuietBand Of(BotState state, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        var isPaused = state.Positions.Values.Any(p => BotEvolution.IsPaused(p.ExitNotBefore, context.Now));
        if (state.Config is null || context.Price is null || context.Instrument is not { } instrument || state.HasWorkUnderWay || isPaused)
        {
            return Always;
        }

        var lows = new List<Price>();
        var highs = new List<Price>();
        foreach (var position in state.OpenPositions.Where(p => p.HasLevels))
        {
            lows.Add(position.Stop!.Value);
            highs.Add(position.Target!.Value);
            if (PositionWatch.NextMove(state, position, instrument) is { } move)
            {
                highs.Add(move);
            }
        }

        AddLossLimit(state, lows);
        AddEntry(state, context, lows, highs);
        return new QuietBand(lows.Count == 0 ? null : lows.Max(), highs.Count == 0 ? null : highs.Min());
    }

    private static void AddLossLimit(BotState state, List<Price> lows)
    {
        var open = state.OpenPositions.Sum(p => p.OpenQuantity.Value);
        if (state.Config!.Risk.MaxLoss is { } maxLoss && open > 0m)
        {
            // PnL is linear in the price: pnl(p) = pnl(0) + open × p.
            var room = -maxLoss - (state.TotalPnlAt(new Price(0m)) - state.LossBaseline);
            lows.Add(new Price(room.Value / open));
        }
    }

    private static void AddEntry(BotState state, DecisionContext context, List<Price> lows, List<Price> highs)
    {
        if (state.Desired != DesiredStatus.Running || state.Positions.Count >= state.Config!.Risk.MaxConcurrentPositions
            || context.Indicators?.Atr is not { } atr || context.RecentHigh is not { } recentHigh)
        {
            return;
        }

        lows.Add(StrategyCatalog.Find(state.Config.Trading.Strategy)!.EntryTrigger(new StrategyInput
        {
            Config = state.Config,
            Price = context.Price!.Price,
            Atr = atr,
            RecentHigh = recentHigh,
            LastEntryPrice = state.LastEntryPrice,
            RecentHighAtLastEntry = state.RecentHighAtLastEntry,
        }));
        highs.Add(recentHigh);
    }
}

using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Positions;

/// <summary>
/// Watches the open positions of one bot along the price: remembers the best price of each since it was opened and says what is due.
/// Immutable. The best price is not journaled: the stop that followed it is, and a stop never moves back.
/// </summary>
public sealed record PositionWatch
{
    /// <summary>A watch over nothing.</summary>
    public static PositionWatch Empty { get; } = new();

    private BotState State { get; init; } = BotState.Empty;

    private long Sequence { get; init; }

    private Price? Price { get; init; }

    private long PriceNumber { get; init; }

    private ImmutableSortedDictionary<long, Price> Best { get; init; } = ImmutableSortedDictionary<long, Price>.Empty;

    /// <summary>Takes the bot's newest state.</summary>
    public PositionWatch With(long sequence, BotState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kept = Best.RemoveRange(Best.Keys.Where(number => !state.Positions.ContainsKey(number)));
        return (this with { State = state, Sequence = sequence, Best = kept }).Marked();
    }

    /// <summary>Takes the newest price.</summary>
    public PositionWatch At(long priceNumber, Price price) => (this with { Price = price, PriceNumber = priceNumber }).Marked();

    /// <summary>The view at the newest price, or nothing before the first price.</summary>
    /// <param name="instrument">The venue's rules, for the tick.</param>
    public PositionView? View(Instrument instrument)
    {
        if (Price is not { } price)
        {
            return null;
        }

        var advice = State.OpenPositions.Where(p => p.HasLevels).Select(p => Advise(p, price, instrument)).OfType<PositionAdvice>();
        var pnl = State.OpenPositions.Aggregate(Money.Zero, (sum, position) => sum + position.PnlAt(price));
        return new PositionView(Sequence, PriceNumber, pnl, [.. advice]);
    }

    /// <summary>The price below which no trailing move of a position becomes due; absent when trailing is off.</summary>
    public static Price? NextMove(BotState state, Position position, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(position);
        return position.Stop is { } stop
            ? TrailingStop.QuietBelow(state.Config!.Trailing, position.AtrAtEntry, position.EntryPrice, stop, instrument)
            : null;
    }

    private PositionWatch Marked()
    {
        if (Price is not { } price)
        {
            return this;
        }

        var best = Best;
        foreach (var position in State.OpenPositions)
        {
            best = best.TryGetValue(position.Number, out var seen) && seen >= price ? best : best.SetItem(position.Number, price);
        }

        return this with { Best = best };
    }

    private PositionAdvice? Advise(Position position, Price price, Instrument instrument)
    {
        var isTargetReached = price >= position.Target!.Value;
        var move = TrailingStop.Advance(
            State.Config!.Trailing, position.AtrAtEntry, position.EntryPrice, Best[position.Number], position.Stop!.Value, instrument);
        return isTargetReached || move is not null ? new PositionAdvice(position.Number, isTargetReached, move) : null;
    }
}

using ActorBots.Domain.Budgets;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots;

/// <summary>What a bot sees when it decides, besides its own state. Everything in it is data; nothing is asked for.</summary>
public sealed record DecisionContext
{
    /// <summary>The instant of the decision, UTC: venue time once a price was seen, wall clock before.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The sequence number of the bot's newest event.</summary>
    public required long Sequence { get; init; }

    /// <summary>The venue's rules for the instrument, once known.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>The newest price, once seen.</summary>
    public PriceView? Price { get; init; }

    /// <summary>ATR and recent high, once known.</summary>
    public IndicatorView? Indicators { get; init; }

    /// <summary>The open positions at the newest price.</summary>
    public PositionView? Positions { get; init; }

    /// <summary>What the bot may commit.</summary>
    public BudgetView? Budget { get; init; }

    /// <summary>Whether the bot has reconciled with the venue since it woke up or lost touch.</summary>
    public bool IsReconciled { get; init; }

    /// <summary>Whether the position and budget views reflect the newest event and the newest price.</summary>
    public bool IsCaughtUp =>
        Positions?.Sequence == Sequence && Budget?.Sequence == Sequence && Positions.PriceNumber == Price?.Number;

    /// <summary>Recent high with the running candle, once known.</summary>
    public Price? RecentHigh => (Indicators?.RecentHighClosed, Price) switch
    {
        ({ } closed, { } price) => Instruments.Price.Max(closed, Instruments.Price.Max(price.RunningHigh, price.Price)),
        _ => null,
    };
}

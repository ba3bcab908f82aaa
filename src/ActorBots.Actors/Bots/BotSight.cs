using ActorBots.Domain.Bots;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;

namespace ActorBots.Actors.Bots;

/// <summary>The newest views that a bot has of the world. Lost at a restart and seen anew.</summary>
internal sealed record BotSight
{
    public Instrument? Instrument { get; init; }

    public PriceView? Price { get; init; }

    public IndicatorView? Indicators { get; init; }

    public PositionView? Positions { get; init; }

    public BudgetView? Budget { get; init; }

    public bool IsReconciled { get; init; }

    /// <summary>Whether the node is going down: no entries any more.</summary>
    public bool IsDraining { get; init; }

    /// <summary>What a decision sees.</summary>
    /// <param name="wallClock">The instant to use before a price was seen.</param>
    /// <param name="sequence">The bot's sequence number.</param>
    public DecisionContext Context(DateTimeOffset wallClock, long sequence) => new()
    {
        Now = Price?.At ?? wallClock,
        Sequence = sequence,
        Instrument = Instrument,
        Price = Price,
        Indicators = IsDraining ? null : Indicators,
        Positions = Positions,
        Budget = Budget,
        IsReconciled = IsReconciled,
    };
}

using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>Something that happened at the venue, already durable.</summary>
public abstract record SimulationEvent
{
    private SimulationEvent()
    {
    }

    /// <summary>Running number of the mutation (tick or call) within this process; events of one mutation share it and come in one go.</summary>
    public long Batch { get; init; }

    /// <summary>The market traded.</summary>
    /// <param name="Tick">The trade.</param>
    public sealed record TradePrinted(MarketTick Tick) : SimulationEvent;

    /// <summary>The ticker changed; comes with every tick.</summary>
    /// <param name="Ticker">Its new state.</param>
    public sealed record TickerChanged(TickerSnapshot Ticker) : SimulationEvent;

    /// <summary>A candle changed or became final.</summary>
    /// <param name="Symbol">Whose candle.</param>
    /// <param name="Interval">Which length.</param>
    /// <param name="Candle">Its new state.</param>
    public sealed record CandleChanged(string Symbol, CandleInterval Interval, MarketCandle Candle) : SimulationEvent;

    /// <summary>An order changed; every state on its way is told, momentary ones included.</summary>
    /// <param name="Order">Its new state.</param>
    public sealed record OrderChanged(VenueOrder Order) : SimulationEvent;

    /// <summary>An execution was booked: trade, funding, liquidation or deleveraging.</summary>
    /// <param name="Execution">The row.</param>
    public sealed record ExecutionBooked(VenueExecution Execution) : SimulationEvent;

    /// <summary>A life of a position ended; told before the change of its row.</summary>
    /// <param name="Position">The finished life.</param>
    public sealed record PositionClosed(ClosedPosition Position) : SimulationEvent;

    /// <summary>A position changed. Not told for moves of the mark price alone.</summary>
    /// <param name="Position">Its new state.</param>
    public sealed record PositionChanged(PositionSnapshot Position) : SimulationEvent
    {
        /// <summary>Whether this is the first that is told of the position's present life.</summary>
        public bool Opens { get; init; }
    }

    /// <summary>A wallet changed. Not told for moves of the mark price alone.</summary>
    /// <param name="Wallet">Its new state.</param>
    public sealed record WalletChanged(WalletSnapshot Wallet) : SimulationEvent;

    /// <summary>The feeds have no more ticks; the market stands still.</summary>
    /// <param name="At">Market time of the end.</param>
    public sealed record FeedEnded(DateTimeOffset At) : SimulationEvent;
}

using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Feeds;

/// <summary>Walks through the ticks of one feed, forward only.</summary>
internal abstract class FeedCursor
{
    protected FeedCursor(string symbol, CandleInterval interval, DateTimeOffset? end)
    {
        Symbol = symbol;
        Interval = interval;
        End = end;
    }

    public string Symbol { get; }

    /// <summary>Length of the feed's own candles; one minute for a feed of trades.</summary>
    public CandleInterval Interval { get; }

    /// <summary>When the feed's last candle ends or its last trade happened; absent for an endless feed.</summary>
    public DateTimeOffset? End { get; }

    /// <summary>How much was taken.</summary>
    public abstract FeedPosition Position { get; }

    /// <summary>The next tick, or false at the end.</summary>
    public abstract bool TryPeek(out FeedTick tick);

    /// <summary>Takes the next tick.</summary>
    public abstract void Advance();

    /// <summary>Takes everything before an instant into the candles.</summary>
    public void SkipBefore(DateTimeOffset start, CandleBook book, CancellationToken cancellationToken)
    {
        while (TryPeek(out var tick) && tick.At < start)
        {
            Take(tick, book, cancellationToken);
        }
    }

    /// <summary>Takes everything up to a saved position into the candles.</summary>
    public void SkipTo(FeedPosition position, CandleBook book, CancellationToken cancellationToken)
    {
        while (Position.CompareTo(position) < 0 && TryPeek(out var tick))
        {
            Take(tick, book, cancellationToken);
        }
    }

    private void Take(FeedTick tick, CandleBook book, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        book.CloseDue(tick.At, null);
        book.Apply(tick);
        Advance();
    }
}

using ActorBots.Domain.Orders;

namespace ActorBots.Ports.Venues;

/// <summary>What an account's private stream tells. May come late, twice and out of order; nothing is replayed after a reconnect.</summary>
public abstract record AccountEvent
{
    private AccountEvent()
    {
    }

    /// <summary>The stream is authenticated and subscribed. Whatever happened before must be asked for.</summary>
    /// <param name="At">Local time, UTC.</param>
    public sealed record Connected(DateTimeOffset At) : AccountEvent;

    /// <summary>The stream is down; the client reconnects by itself.</summary>
    /// <param name="Reason">For logs.</param>
    /// <param name="At">Local time, UTC.</param>
    public sealed record Disconnected(string Reason, DateTimeOffset At) : AccountEvent;

    /// <summary>An order changed.</summary>
    /// <param name="Report">Its new state.</param>
    public sealed record OrderChanged(OrderReport Report) : AccountEvent;

    /// <summary>Something was executed.</summary>
    /// <param name="Fill">The execution.</param>
    public sealed record Filled(Fill Fill) : AccountEvent;

    /// <summary>Funding was paid or received.</summary>
    /// <param name="Payment">The payment.</param>
    public sealed record FundingSettled(FundingPayment Payment) : AccountEvent;

    /// <summary>A net position changed.</summary>
    /// <param name="Position">Its new state.</param>
    public sealed record PositionChanged(VenuePosition Position) : AccountEvent;

    /// <summary>The balance changed.</summary>
    /// <param name="Balance">Its new state.</param>
    public sealed record BalanceChanged(AccountBalance Balance) : AccountEvent;
}

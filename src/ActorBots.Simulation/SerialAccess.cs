using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>
/// The one lock around the exchange's state. What a change did is in the ledger before the call returns and before anybody is told; after a
/// failed write nothing more is changed.
/// </summary>
internal sealed class SerialAccess(ExchangeState state, SqliteLedger ledger, CoverMonitor covers)
{
    private readonly Lock _lock = new();
    private readonly EventHub _hub = new();
    private Exception? _fault;

    /// <summary>Whether anybody listens to events. Asked from inside a change.</summary>
    public bool IsObserved => _hub.HasSubscribers;

    public T Read<T>(Func<T> query)
    {
        lock (_lock)
        {
            return query();
        }
    }

    /// <summary>Does something that changes nothing durable.</summary>
    public void Do(Action action)
    {
        lock (_lock)
        {
            action();
        }
    }

    /// <exception cref="InvalidOperationException">An earlier change could not be written, or the exchange is closed.</exception>
    public T Mutate<T>(Func<T> change)
    {
        lock (_lock)
        {
            if (_fault is { } fault)
            {
                throw new InvalidOperationException("the exchange has stopped", fault);
            }

            T result;
            List<SimulationEvent> events;
            try
            {
                result = change();
                events = Commit();
            }
            catch (Exception error)
            {
                // Memory and ledger may differ now. Nothing more is answered; a new start reads the ledger.
                _fault = error;
                throw;
            }

            _hub.Tell(events);
            return result;
        }
    }

    /// <summary>Changes something of one account; an unknown one is refused.</summary>
    public Outcome<T> ForAccount<T>(string account, Func<TradingAccount, Outcome<T>> change)
        where T : notnull =>
        Mutate(() => state.FindAccount(account) is { } known
            ? change(known)
            : Outcome<T>.Refused(new Refusal(RefusalCode.UnknownAccount, "Account")));

    public IDisposable Subscribe(Action<SimulationEvent> handler)
    {
        Do(() => _hub.Add(handler));
        return new EventSubscription(() => Do(() => _hub.Remove(handler)));
    }

    /// <summary>Saves where the market stands and closes the ledger.</summary>
    public void Close()
    {
        lock (_lock)
        {
            // Where the market stands is worth a last write: otherwise quiet ticks since the last candle would be told again.
            if (_fault is null)
            {
                state.Mutation.SavesClock = true;
                Commit();
                _fault = new ObjectDisposedException(nameof(SimulatedExchange));
            }

            ledger.Dispose();
        }
    }

    private List<SimulationEvent> Commit()
    {
        var mutation = state.Mutation;
        covers.Observe();
        if (_hub.HasSubscribers)
        {
            TellBooks(mutation);
        }

        if (mutation.IsDurable || mutation.SavesClock)
        {
            ledger.Write(mutation, state.Clock());
        }

        List<SimulationEvent> events = [.. mutation.Events];
        mutation.Reset();
        return events;
    }

    private static void TellBooks(Mutation mutation)
    {
        foreach (var closed in mutation.ClosedPositions)
        {
            mutation.Tell(new SimulationEvent.PositionClosed(closed));
        }

        foreach (var (position, holding) in mutation.Positions)
        {
            var opens = mutation.OpenedPositions.Contains(position) && !position.IsFlat;
            mutation.Tell(new SimulationEvent.PositionChanged(holding.Snapshot(position)) { Opens = opens });
        }

        foreach (var account in mutation.Wallets)
        {
            mutation.Tell(new SimulationEvent.WalletChanged(account.Snapshot()));
        }
    }
}

using Akka.Coordination;

namespace ActorBots.Testing.Leases;

/// <summary>A lease as one process would hold it, with a line to the store of its own.</summary>
public abstract class LeaseUnderTest : IAsyncDisposable
{
    private int _losses;

    /// <summary>The lease.</summary>
    public abstract Lease Lease { get; }

    /// <summary>Its fencing token while it is held.</summary>
    public abstract long? Token { get; }

    /// <summary>How often the callback was called.</summary>
    public int Losses => Volatile.Read(ref _losses);

    /// <summary>What <see cref="Lease.CheckLease"/> said inside of the callback.</summary>
    public bool? WasHeldAtLoss { get; private set; }

    /// <summary>Why it was lost.</summary>
    public Exception? Loss { get; private set; }

    /// <summary>Acquires it with a callback that counts.</summary>
    public Task<bool> AcquireAsync() => Lease.Acquire(reason =>
    {
        WasHeldAtLoss = Lease.CheckLease();
        Loss = reason;
        Interlocked.Increment(ref _losses);
    });

    /// <summary>Nothing gets to the store nor back.</summary>
    public abstract Task CutAsync();

    /// <summary>Requests get to the store; answers do not come back.</summary>
    public abstract Task LoseAnswersAsync();

    /// <summary>The line is good again.</summary>
    public abstract Task HealAsync();

    /// <summary>Ends the process: it renews no more, releases nothing and calls nobody.</summary>
    public abstract ValueTask DisposeAsync();
}

using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Venues;

/// <summary>A venue's wire, spoken as its documentation says and without our gateway's care: one call is one request.</summary>
public abstract class VenueWire : IDisposable
{
    /// <summary>Added to the time at which requests are signed.</summary>
    public TimeSpan SigningLead { get; set; }

    /// <summary>Signs with another secret than the account's.</summary>
    public bool SignsWrongly { get; set; }

    /// <summary>Places a market order in one-way mode.</summary>
    public abstract Task<WireAnswer> PlaceAsync(string clientOrderId, OrderSide side, string quantity, bool reduceOnly = false);

    /// <summary>Asks for an order by its client id. Accepted means that it is there.</summary>
    public abstract Task<WireAnswer> FindAsync(string clientOrderId);

    /// <summary>Asks for the balance.</summary>
    public abstract Task<WireAnswer> AskBalanceAsync();

    /// <summary>Connects to the account's stream and waits until it would tell everything.</summary>
    public abstract Task<WireListener> ListenAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of connections.</summary>
    protected abstract void Close();
}

using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Ports.Venues;

/// <summary>
/// The private side of one account at a venue. Thread-safe. Inside, requests queue for the venue's rate budget with the priority
/// exits, protective stops, entries, queries; they are signed when they leave the queue. Retryable errors of calls without effect are
/// retried inside within a stated bound; an order is never sent twice by the client.
/// </summary>
public interface IExecutionClient : IAsyncDisposable
{
    /// <summary>What the venue can do.</summary>
    VenueCapabilities Capabilities { get; }

    /// <summary>
    /// Makes the account ready for an instrument: learns its position mode, one-way or hedge, in which the client then trades (always on the long
    /// side), and sets the leverage. Idempotent. A mode that the user changes later is read anew when the venue refuses an order for it.
    /// </summary>
    Task<VenueResult<Done>> PrepareAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what bots know of their live orders; told before anything is asked about these orders, and told again freely. A venue that carries
    /// our id on every order needs none of it. Of two claims to one order of the venue the earlier one holds; the other's order counts as not
    /// found, so that its bot places it anew.
    /// </summary>
    void Recognise(IReadOnlyCollection<OrderTrace> orders);

    /// <summary>Sends an order once. Success means acknowledged, nothing more; the value is the venue's order id.</summary>
    Task<VenueResult<string>> SubmitAsync(RiskApproved<OrderRequest> order, CancellationToken cancellationToken);

    /// <summary>Asks the venue to cancel an order. Success means that the wish was accepted; the order may still fill.</summary>
    Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the venue to cancel a working order that is none of ours, by the venue's id, as <see cref="GetOpenOrdersAsync"/> told of it. A client
    /// that cannot refuses with a final error.
    /// </summary>
    Task<VenueResult<Done>> CancelForeignAsync(OrderReport order, CancellationToken cancellationToken) => Task.FromResult(VenueResult<Done>.Failure(
        new VenueError(VenueErrorKind.Final, VenueErrorCode.Other, "UNSUPPORTED", "orders that are not ours cannot be cancelled here")));

    /// <summary>Moves a resting stop: its trigger price and its whole quantity. Moving it to where it already is, is a success.</summary>
    Task<VenueResult<Done>> AmendStopAsync(
        InstrumentId instrument, ClientOrderId order, Price triggerPrice, Quantity quantity, CancellationToken cancellationToken);

    /// <summary>
    /// Looks an order up by our id in the venue's open orders and history. Success with null is the venue's clear "no such order";
    /// a network error is never that.
    /// </summary>
    Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken);

    /// <summary>All fills of one order, oldest first.</summary>
    Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken);

    /// <summary>All working orders of the account, conditional ones included.</summary>
    Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken);

    /// <summary>Fills and funding of the account since an instant (venue time, inclusive).</summary>
    Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>All net positions that are not flat.</summary>
    Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken);

    /// <summary>The USDT balance.</summary>
    Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The private stream: connects, authenticates, reconnects with backoff and jitter. Ends only when cancelled. To be enumerated once.
    /// </summary>
    IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken);
}

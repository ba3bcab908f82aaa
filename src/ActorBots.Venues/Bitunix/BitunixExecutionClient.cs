using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bitunix;

internal sealed class BitunixExecutionClient(BitunixLink link, BitunixRateLimits limits, string account, VenueCredentials credentials) : IExecutionClient
{
    public VenueCapabilities Capabilities => throw Missing();

    public Task<VenueResult<Done>> PrepareAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellationToken) => throw Missing();

    public void Recognise(IReadOnlyCollection<OrderTrace> orders) => throw Missing();

    public Task<VenueResult<string>> SubmitAsync(RiskApproved<OrderRequest> order, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<Done>> AmendStopAsync(
        InstrumentId instrument, ClientOrderId order, Price triggerPrice, Quantity quantity, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) => throw Missing();

    public Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken) => throw Missing();

    public IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken) => throw Missing();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private NotSupportedException Missing() => new($"replaced by the branch gateway: {link.Environment.Name} {limits} {account} {credentials}");
}

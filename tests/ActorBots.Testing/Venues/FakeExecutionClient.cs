using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;

namespace ActorBots.Testing.Venues;

/// <summary>
/// An account that does what a test tells it: each kind of call has a script that may answer, fail, throw or never end. All calls are
/// remembered in the order in which they came. Thread-safe as far as an actor system needs it.
/// </summary>
public sealed class FakeExecutionClient : IExecutionClient
{
    private readonly Channel<AccountEvent> _events = Channel.CreateUnbounded<AccountEvent>();
    private readonly ConcurrentQueue<FakeCall> _calls = new();

    /// <summary>All calls so far, oldest first.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. _calls];

    /// <summary>How often the client was disposed of.</summary>
    public int Disposals { get; private set; }

    public VenueCapabilities Capabilities { get; set; } = new()
    {
        MaxConditionalOrdersPerInstrument = 10,
        MaxOpenOrdersPerInstrument = 100,
        SettlingTime = TimeSpan.FromSeconds(6),
        CanAmendStop = true,
    };

    public Func<decimal, Task<VenueResult<Done>>> OnPrepare { get; set; } = _ => FakeAnswer.Of(Done.Instance);

    public Func<OrderRequest, Task<VenueResult<string>>> OnSubmit { get; set; } = r => FakeAnswer.Of($"venue-{r.ClientOrderId.Value}");

    public Func<ClientOrderId, Task<VenueResult<Done>>> OnCancel { get; set; } = _ => FakeAnswer.Of(Done.Instance);

    public Func<ClientOrderId, Price, Task<VenueResult<Done>>> OnAmend { get; set; } = (_, _) => FakeAnswer.Of(Done.Instance);

    public Func<ClientOrderId, Task<VenueResult<OrderReport?>>> OnFind { get; set; } = _ => FakeAnswer.Of<OrderReport?>(null);

    public Func<ClientOrderId, Task<VenueResult<ImmutableArray<Fill>>>> OnFillsOfOrder { get; set; } = _ => FakeAnswer.Of(ImmutableArray<Fill>.Empty);

    public Func<Task<VenueResult<ImmutableArray<OrderReport>>>> OnOpenOrders { get; set; } = () => FakeAnswer.Of(ImmutableArray<OrderReport>.Empty);

    public Func<DateTimeOffset, Task<VenueResult<AccountHistory>>> OnHistory { get; set; } = _ => FakeAnswer.Of(new AccountHistory([], []));

    public Func<Task<VenueResult<ImmutableArray<VenuePosition>>>> OnPositions { get; set; } = () => FakeAnswer.Of(ImmutableArray<VenuePosition>.Empty);

    public Func<Task<VenueResult<AccountBalance>>> OnBalance { get; set; } =
        () => FakeAnswer.Of(new AccountBalance(new Money(100_000m), new Money(100_000m), new Money(100_000m)));

    public Func<OrderReport, Task<VenueResult<Done>>> OnCancelForeign { get; set; } = _ => FakeAnswer.Of(Done.Instance);

    /// <summary>The calls of one kind, oldest first.</summary>
    public IReadOnlyList<FakeCall> Of(FakeCallKind kind) => [.. _calls.Where(c => c.Kind == kind)];

    /// <summary>The private stream says something.</summary>
    public void Say(AccountEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>What was recognised, newest last.</summary>
    public ImmutableArray<OrderTrace> Recognised { get; private set; } = [];

    public void Recognise(IReadOnlyCollection<OrderTrace> orders) => Recognised = [.. Recognised, .. orders];

    public Task<VenueResult<Done>> PrepareAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellationToken) =>
        Call(FakeCallKind.Prepare, null, () => OnPrepare(leverage));

    public Task<VenueResult<string>> SubmitAsync(RiskApproved<OrderRequest> order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Call(FakeCallKind.Submit, order.Value.ClientOrderId, () => OnSubmit(order.Value));
    }

    public Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        Call(FakeCallKind.Cancel, order, () => OnCancel(order));

    public Task<VenueResult<Done>> AmendStopAsync(
        InstrumentId instrument, ClientOrderId order, Price triggerPrice, Quantity quantity, CancellationToken cancellationToken) =>
        Call(FakeCallKind.Amend, order, () => OnAmend(order, triggerPrice));

    public Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        Call(FakeCallKind.Find, order, () => OnFind(order));

    public Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(
        InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        Call(FakeCallKind.FillsOfOrder, order, () => OnFillsOfOrder(order));

    public Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken) =>
        Call(FakeCallKind.OpenOrders, null, OnOpenOrders);

    public Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Call(FakeCallKind.History, null, () => OnHistory(since));

    public Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) =>
        Call(FakeCallKind.Positions, null, OnPositions);

    public Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken) =>
        Call(FakeCallKind.Balance, null, OnBalance);

    public Task<VenueResult<Done>> CancelForeignAsync(OrderReport order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Call(FakeCallKind.CancelForeign, null, () => OnCancelForeign(order));
    }

    public IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }

    private async Task<T> Call<T>(FakeCallKind kind, ClientOrderId? order, Func<Task<T>> answer)
    {
        _calls.Enqueue(new FakeCall(kind, order));
        return await answer();
    }
}

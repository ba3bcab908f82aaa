using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// The private side of one Bybit account (unified, one-way or hedge mode, linear USDT perpetuals). Orders go by REST; what became of them
/// comes by the private stream, where the same fill may be told more than once: the consumer books by fill id.
/// </summary>
internal sealed class BybitExecutionClient : IExecutionClient
{
    private const int RisesThrough = 1;
    private const int FallsThrough = 2;

    private readonly BybitLink _link;
    private readonly BybitRestApi _api;
    private readonly BybitPositionBook _positions = new();
    private readonly BybitAccountQueries _queries;
    private readonly BybitPrivateStream _stream;

    public BybitExecutionClient(BybitLink link, BybitRateLimits limits, string account, VenueCredentials credentials)
    {
        var signer = new BybitSigner(credentials);
        _link = link;
        _api = new BybitRestApi(link, signer, limits);
        _queries = new BybitAccountQueries(link, _api, _positions);
        _stream = new BybitPrivateStream(link, _api, signer, _positions, account);
        Capabilities = new VenueCapabilities
        {
            MaxConditionalOrdersPerInstrument = 10,
            MaxOpenOrdersPerInstrument = 500,
            SettlingTime = link.Settings.SettlingTime,
            CanAmendStop = true,
        };
    }

    /// <inheritdoc />
    public VenueCapabilities Capabilities { get; }

    /// <inheritdoc />
    public async Task<VenueResult<Done>> PrepareAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leverage, 1m);
        if (await _queries.LearnModeAsync(instrument, RequestPriority.Entry, cancellationToken) is { Error: not null } unknown)
        {
            return unknown;
        }

        var factor = WireNumber.Format(leverage);
        var body = Serialize(
            new BybitSetLeverage { Symbol = instrument.Symbol, BuyLeverage = factor, SellLeverage = factor }, BybitJson.Default.BybitSetLeverage);
        return await SendAsync(RestCall.Post(BybitPaths.SetLeverage, body, RequestPriority.Entry, CallEffect.Setting), cancellationToken);
    }

    /// <inheritdoc />
    public void Recognise(IReadOnlyCollection<OrderTrace> orders)
    {
        // Bybit carries our id on every order.
    }

    /// <inheritdoc />
    public async Task<VenueResult<string>> SubmitAsync(RiskApproved<OrderRequest> order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = order.Value;
        var index = _positions.TradedIndexOf(request.Instrument);
        var result = await SendOrderAsync(request, index, cancellationToken);
        if (result.Error is not { Kind: VenueErrorKind.Final, Code: VenueErrorCode.PositionModeMismatch } refusal)
        {
            return result;
        }

        // The user has changed the mode, or this client never learned it. The refusal had no effect, so the same order may go once more.
        var learned = await _queries.LearnModeAsync(request.Instrument, RequestPriorities.Of(request.Purpose), cancellationToken);
        return !learned.IsSuccess ? VenueResult<string>.Failure(refusal with { Kind = VenueErrorKind.Retryable })
            : _positions.TradedIndexOf(request.Instrument) is var learnt && learnt != index ? await SendOrderAsync(request, learnt, cancellationToken)
            : result;
    }

    /// <inheritdoc />
    public Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        var body = Serialize(new BybitChangeOrder { Symbol = instrument.Symbol, OrderLinkId = order.Value }, BybitJson.Default.BybitChangeOrder);

        // Every cancel lowers risk or clears the way for an exit, so it goes with the exits.
        return SendAsync(RestCall.Post(BybitPaths.CancelOrder, body, RequestPriority.Exit, CallEffect.Order), cancellationToken);
    }

    /// <inheritdoc />
    public Task<VenueResult<Done>> CancelForeignAsync(OrderReport order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var body = Serialize(new BybitChangeOrder { Symbol = order.Instrument.Symbol, OrderId = order.VenueOrderId }, BybitJson.Default.BybitChangeOrder);
        return SendAsync(RestCall.Post(BybitPaths.CancelOrder, body, RequestPriority.Exit, CallEffect.Order), cancellationToken);
    }

    /// <inheritdoc />
    public Task<VenueResult<Done>> AmendStopAsync(
        InstrumentId instrument, ClientOrderId order, Price triggerPrice, Quantity quantity, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(triggerPrice.Value, 0m, nameof(triggerPrice));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(quantity.Value, 0m, nameof(quantity));
        var change = new BybitChangeOrder
        {
            Symbol = instrument.Symbol,
            OrderLinkId = order.Value,
            TriggerPrice = WireNumber.Format(triggerPrice.Value),
            Qty = WireNumber.Format(quantity.Value),
        };
        var body = Serialize(change, BybitJson.Default.BybitChangeOrder);
        return SendAsync(RestCall.Post(BybitPaths.AmendOrder, body, RequestPriority.ProtectiveStop, CallEffect.Order), cancellationToken);
    }

    /// <inheritdoc />
    public Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        _queries.FindOrderAsync(instrument, order, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(
        InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        _queries.GetFillsOfOrderAsync(instrument, order, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken) =>
        _queries.GetOpenOrdersAsync(cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        _queries.GetHistoryAsync(since, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) =>
        _queries.GetPositionsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken) =>
        _queries.GetBalanceAsync(cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<AccountEvent> StreamAsync(CancellationToken cancellationToken) => _stream.StreamAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<VenueResult<string>> SendOrderAsync(OrderRequest request, int positionIndex, CancellationToken cancellationToken)
    {
        var body = Serialize(ToBody(request, positionIndex), BybitJson.Default.BybitCreateOrder);
        var call = RestCall.Post(BybitPaths.CreateOrder, body, RequestPriorities.Of(request.Purpose), CallEffect.Order);
        var result = await _api.SendAsync(call, BybitJson.Default.BybitReplyBybitOrderAck, cancellationToken);
        Log.OrderSent(
            _link.Logger,
            BybitLink.Venue,
            request.ClientOrderId.Value,
            request.Side.ToString(),
            request.Quantity.ToString(),
            request.Instrument.Symbol,
            result.Error is { } refusal ? $"{refusal.Kind} {refusal.VenueCode} {refusal.Message}" : "acknowledged");
        if (result.Error is { } error)
        {
            return VenueResult<string>.Failure(error);
        }

        return result.Value?.OrderId is { Length: > 0 } orderId
            ? VenueResult<string>.Success(orderId)
            : VenueResult<string>.Failure(RestErrors.FromGarbage("the acknowledgement has no orderId", CallEffect.Order));
    }

    private static BybitCreateOrder ToBody(OrderRequest request, int positionIndex)
    {
        var isStop = request.Purpose == OrderPurpose.ProtectiveStop;
        if (isStop != request.TriggerPrice.HasValue)
        {
            throw new ArgumentException($"order {request.ClientOrderId}: a protective stop has a trigger price, other orders have none");
        }

        return new BybitCreateOrder
        {
            Symbol = request.Instrument.Symbol,
            Side = BybitMapper.ToText(request.Side),
            Qty = WireNumber.Format(request.Quantity.Value),
            PositionIdx = positionIndex,
            OrderLinkId = request.ClientOrderId.Value,
            ReduceOnly = request.ReduceOnly ? true : null,
            CloseOnTrigger = isStop ? false : null,
            TriggerPrice = request.TriggerPrice is { } trigger ? WireNumber.Format(trigger.Value) : null,
            TriggerDirection = isStop ? (request.Side == OrderSide.Buy ? RisesThrough : FallsThrough) : null,
            TriggerBy = isStop ? "LastPrice" : null,
        };
    }

    private async Task<VenueResult<Done>> SendAsync(RestCall call, CancellationToken cancellationToken)
    {
        var result = await _api.SendAsync(call, BybitJson.Default.BybitReplyBybitNothing, cancellationToken);
        return result.Error is { } error ? VenueResult<Done>.Failure(error) : VenueResult<Done>.Success(Done.Instance);
    }

    private static byte[] Serialize<T>(T body, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(body, shape);
}

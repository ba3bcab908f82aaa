using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// The private side of one Bitunix account (USDT perpetuals, one-way or hedge mode). Orders go by REST; what became of them comes by the
/// private stream, where the same fill may be told more than once: the consumer books by fill id.
/// </summary>
internal sealed class BitunixExecutionClient : IExecutionClient
{
    private const int MaxOpenOrders = 100;

    private readonly BitunixLink _link;
    private readonly BitunixRestApi _api;
    private readonly BitunixAccountState _state = new();
    private readonly BitunixReader _reader;
    private readonly BitunixAccountQueries _queries;
    private readonly BitunixHistoryReader _history;
    private readonly BitunixOrderFinder _finder;
    private readonly BitunixOrderSender _sender;
    private readonly BitunixPrivateStream _stream;

    public BitunixExecutionClient(BitunixLink link, BitunixRateLimits limits, string account, VenueCredentials credentials)
    {
        var signer = new BitunixSigner(credentials);
        _link = link;
        _api = new BitunixRestApi(link, signer, limits);
        _reader = new BitunixReader(_api);
        _finder = new BitunixOrderFinder(link, _reader, _state);
        _queries = new BitunixAccountQueries(link, _reader, _finder, _state);
        _history = new BitunixHistoryReader(link, _reader, _finder, new BitunixFundingReader(link, _reader), _state);
        _sender = new BitunixOrderSender(link, _api, _queries, _finder, _state);
        _stream = new BitunixPrivateStream(link, _api, signer, new BitunixPushReader(link, _finder, _history, _state, account), account);
        Capabilities = new VenueCapabilities
        {
            MaxConditionalOrdersPerInstrument = link.Settings.MaxStopsPerPosition,
            MaxOpenOrdersPerInstrument = MaxOpenOrders,
            SettlingTime = link.Settings.SettlingTime,
            CanAmendStop = true,
            NamesEveryFill = false,
        };
    }

    /// <inheritdoc />
    public VenueCapabilities Capabilities { get; }

    /// <inheritdoc />
    public async Task<VenueResult<Done>> PrepareAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leverage, 1m);
        if (leverage != decimal.Truncate(leverage))
        {
            return VenueResult<Done>.Failure(new VenueError(
                VenueErrorKind.Final, VenueErrorCode.OutsideFilters, RestErrors.Local, $"leverage {leverage} must be a whole number at this venue"));
        }

        var mode = await _queries.ReadModeAsync(RequestPriority.Entry, cancellationToken);
        if (mode.Error is { } unknown)
        {
            return VenueResult<Done>.Failure(unknown);
        }

        // What the venue answers to setting what is set already is not documented, and open orders may forbid it.
        var present = await _reader.RowsAsync(
            BitunixPaths.LeverageAndMargin, $"symbol={instrument}&marginCoin=USDT", BitunixJson.Default.LeverageReply, RequestPriority.Entry, cancellationToken);
        if (present.Error is { } error)
        {
            return VenueResult<Done>.Failure(error);
        }

        if (present.Value is [{ } row, ..] && WireNumber.TryParse(row.Leverage) == leverage)
        {
            return VenueResult<Done>.Success(Done.Instance);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BitunixChangeLeverage { Symbol = instrument.Symbol, Leverage = (int)leverage }, BitunixJson.Default.BitunixChangeLeverage);
        var call = RestCall.Post(BitunixPaths.ChangeLeverage, body, RequestPriority.Entry, CallEffect.Setting);
        return (await _api.SendAsync(call, BitunixJson.Default.NothingReply, cancellationToken)).Map(_ => Done.Instance);
    }

    /// <inheritdoc />
    public void Recognise(IReadOnlyCollection<OrderTrace> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        foreach (var order in orders)
        {
            if (order.ClientOrderId.Purpose == OrderPurpose.ProtectiveStop)
            {
                _state.Stops.Recognise(order);
            }
            else if (order.VenueOrderId.Length > 0)
            {
                _state.Orders.Note(order.VenueOrderId, order.ClientOrderId);
            }
        }
    }

    /// <inheritdoc />
    public async Task<VenueResult<string>> SubmitAsync(RiskApproved<OrderRequest> order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = order.Value;
        var isStop = request.Purpose == OrderPurpose.ProtectiveStop;
        if (isStop != request.TriggerPrice.HasValue)
        {
            throw new ArgumentException($"order {request.ClientOrderId}: a protective stop has a trigger price, other orders have none");
        }

        var result = isStop ? await _sender.PlaceStopAsync(request, cancellationToken) : await _sender.PlaceAsync(request, cancellationToken);
        Log.OrderSent(
            _link.Logger,
            BitunixLink.Venue,
            request.ClientOrderId.Value,
            request.Side.ToString(),
            request.Quantity.ToString(),
            request.Instrument.Symbol,
            result.Error is { } refusal ? $"{refusal.Kind} {refusal.VenueCode} {refusal.Message}" : "acknowledged");
        if (isStop && result.IsSuccess)
        {
            _stream.StopAcknowledged();
        }

        return result;
    }

    /// <inheritdoc />
    public Task<VenueResult<Done>> CancelAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        order.Purpose == OrderPurpose.ProtectiveStop
            ? _sender.CancelStopAsync(instrument, order, cancellationToken)
            : _sender.CancelAsync(instrument, order, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<Done>> CancelForeignAsync(OrderReport order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _sender.CancelForeignAsync(order, cancellationToken);
    }

    /// <inheritdoc />
    public Task<VenueResult<Done>> AmendStopAsync(
        InstrumentId instrument, ClientOrderId order, Price triggerPrice, Quantity quantity, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(triggerPrice.Value, 0m, nameof(triggerPrice));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(quantity.Value, 0m, nameof(quantity));
        return _sender.MoveStopAsync(instrument, order, triggerPrice, quantity, cancellationToken);
    }

    /// <inheritdoc />
    public Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        _finder.FindAsync(instrument, order, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(
        InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken) =>
        _finder.FillsOfAsync(instrument, order, cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken) =>
        _queries.GetOpenOrdersAsync(cancellationToken);

    /// <inheritdoc />
    public Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        _history.GetAsync(since, cancellationToken);

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
}

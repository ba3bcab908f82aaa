using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Looks single orders up: those with our id by it, stops by <see cref="BitunixStopBook"/>, a fired stop together with the order that it
/// made. "No such order" is said only after every list answered without it.
/// </summary>
/// <param name="link">What all clients share.</param>
/// <param name="reader">Reads pages.</param>
/// <param name="state">What is known of the account.</param>
internal sealed class BitunixOrderFinder(BitunixLink link, BitunixReader reader, BitunixAccountState state)
{
    private static readonly TimeSpan ChildWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Earliness = TimeSpan.FromSeconds(5);

    private readonly BitunixLiquidations _liquidations = new(reader);

    /// <summary>The venue's state of an order of ours; success with null is a clear "no such order".</summary>
    public async Task<VenueResult<OrderReport?>> FindAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        if (order.Purpose == OrderPurpose.ProtectiveStop)
        {
            return await FindStopAsync(order, cancellationToken);
        }

        var found = await FindRowAsync(instrument, order, cancellationToken);
        return found.Map(row => row is null ? null : BitunixMapper.ToReport(row));
    }

    /// <summary>All fills of an order of ours, oldest first.</summary>
    public async Task<VenueResult<ImmutableArray<Fill>>> FillsOfAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        if (IdOf(order) is not { } id)
        {
            var found = await FindAsync(instrument, order, cancellationToken);
            if (found.Error is { } error)
            {
                return VenueResult<ImmutableArray<Fill>>.Failure(error);
            }

            id = IdOf(order);
        }

        return id is null
            ? VenueResult<ImmutableArray<Fill>>.Success([])
            : await FillsOfAsync(instrument, id, order, FillKind.Trade, RequestPriorities.Of(order.Purpose), cancellationToken);
    }

    /// <summary>All fills of an order of the venue, oldest first.</summary>
    public async Task<VenueResult<ImmutableArray<Fill>>> FillsOfAsync(
        InstrumentId instrument, string id, ClientOrderId? order, FillKind kind, RequestPriority priority, CancellationToken cancellationToken)
    {
        var trades = await Lists(priority).TradesAsync(instrument, $"&orderId={id}", cancellationToken);
        var fills = trades.Map(rows => rows.Where(r => r.OrderId == id).Select(r => BitunixMapper.ToFill(r, order, kind)).ToImmutableArray());
        return fills.IsSuccess ? await _liquidations.NameAsync(fills.Value, cancellationToken) : fills;
    }

    /// <summary>Learns what caused an order of the venue, unless that is known.</summary>
    public async Task<FillKind> LearnKindAsync(string id, CancellationToken cancellationToken)
    {
        if (state.Orders.FactsOf(id) is not { IsComplete: true })
        {
            var row = await Lists(RequestPriority.Query).OrderAsync($"orderId={id}", cancellationToken);
            if (row.Value is not null)
            {
                state.Orders.Note(row.Value);
            }
        }

        return state.Orders.FactsOf(id)?.Kind ?? FillKind.Trade;
    }

    /// <summary>The report of a stop's row that waits or has ended without a trade.</summary>
    public OrderReport ToReport(BitunixStopRow row, ClientOrderId? owner, DateTimeOffset? at = null) => new()
    {
        ClientOrderId = owner,
        VenueOrderId = row.Id,
        Instrument = row.Instrument,

        // Bots trade the long side, so what protects them sells.
        Side = OrderSide.Sell,
        Status = row.Status switch
        {
            BitunixStopStatus.Pending => OrderStatus.Untriggered,
            BitunixStopStatus.Fired => OrderStatus.Triggered,
            BitunixStopStatus.Cancelled => OrderStatus.Cancelled,
            BitunixStopStatus.Failed => OrderStatus.Rejected,
            _ => throw new WireFormatException($"tpsl status '{row.Word}' is unknown"),
        },
        Quantity = row.Quantity,
        FilledQuantity = Quantity.Zero,
        TriggerPrice = row.Trigger,
        ReduceOnly = true,
        Reason = row.Status is BitunixStopStatus.Cancelled or BitunixStopStatus.Failed ? row.Word : string.Empty,
        UpdatedAt = at ?? row.TriggeredAt ?? row.CreatedAt ?? link.Present.Of(row.Instrument) ?? link.Clock.Now,
    };

    /// <summary>The report of a fired stop whose order is known: the order's life under the stop's id.</summary>
    public static OrderReport ToReport(BitunixStopClaim stop, BitunixOrder child)
    {
        var report = BitunixMapper.ToReport(child);
        return report with
        {
            ClientOrderId = stop.Order,
            VenueOrderId = stop.StopId,
            TriggerPrice = stop.Trigger,
            ReduceOnly = true,
            Status = report.Status == OrderStatus.New ? OrderStatus.Triggered : report.Status,
        };
    }

    /// <summary>The working stop of ours at the venue; nothing when it does not wait any more.</summary>
    public async Task<VenueResult<BitunixStopRow?>> FindWaitingAsync(ClientOrderId order, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (state.Stops.ClaimOf(order) is not { } claim)
        {
            return VenueResult<BitunixStopRow?>.Success(null);
        }

        var rows = await Lists(priority).OpenStopsAsync(claim.Instrument, cancellationToken);
        return rows.Map(list => RowOf(order, list));
    }

    /// <summary>How many stops wait on an instrument.</summary>
    public async Task<VenueResult<int>> CountWaitingAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        (await Lists(RequestPriority.ProtectiveStop).OpenStopsAsync(instrument, cancellationToken)).Map(rows => rows.Count);

    private string? IdOf(ClientOrderId order) => order.Purpose == OrderPurpose.ProtectiveStop
        ? state.Stops.ClaimOf(order) is { StopId.Length: > 0 } stop ? state.Stops.ChildOf(stop.StopId) : null
        : state.Orders.IdOf(order);

    private async Task<VenueResult<BitunixOrder?>> FindRowAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        var lists = Lists(RequestPriorities.Of(order.Purpose));
        var detail = await lists.OrderAsync($"clientId={order}", cancellationToken);
        if (!detail.IsSuccess || detail.Value is not null)
        {
            return detail.Map(row => Checked(row, order));
        }

        foreach (var read in (Func<InstrumentId?, string, CancellationToken, Task<VenueResult<IReadOnlyList<BitunixOrder>>>>[])[lists.OpenOrdersAsync, lists.EndedOrdersAsync])
        {
            var rows = await read(instrument, $"&clientId={order}", cancellationToken);
            if (rows.Error is { } error)
            {
                return VenueResult<BitunixOrder?>.Failure(error);
            }

            if (rows.Value!.FirstOrDefault(r => r.ClientId == order.Value) is { } row)
            {
                return VenueResult<BitunixOrder?>.Success(Checked(row, order));
            }
        }

        return VenueResult<BitunixOrder?>.Success(null);
    }

    /// <summary>Refuses to take another order for the one asked for, should the venue have ignored the filter.</summary>
    private BitunixOrder? Checked(BitunixOrder? row, ClientOrderId order)
    {
        if (row?.ClientId != order.Value)
        {
            throw new WireFormatException($"asked for order {order}, the venue answered with '{row?.ClientId}'");
        }

        state.Orders.Note(row);
        return row;
    }

    private async Task<VenueResult<OrderReport?>> FindStopAsync(ClientOrderId order, CancellationToken cancellationToken)
    {
        if (state.Stops.ClaimOf(order) is not { } claim)
        {
            return VenueResult<OrderReport?>.Success(null);
        }

        // Working ones first: what ends in between is in the other list, never in none.
        var lists = Lists(RequestPriority.ProtectiveStop);
        var open = await lists.OpenStopsAsync(claim.Instrument, cancellationToken);
        if (open.Error is { } error)
        {
            return VenueResult<OrderReport?>.Failure(error);
        }

        if (RowOf(order, open.Value!) is { } waiting)
        {
            return VenueResult<OrderReport?>.Success(ToReport(waiting, order));
        }

        var ended = await lists.EndedStopsAsync(claim.Instrument, claim.IntendedAt - Earliness, cancellationToken);
        if (ended.Error is { } unknown)
        {
            return VenueResult<OrderReport?>.Failure(unknown);
        }

        return RowOf(order, ended.Value!) is { } row
            ? (await ReportEndAsync(row, order, lists, cancellationToken)).Map(r => (OrderReport?)r)
            : VenueResult<OrderReport?>.Success(null);
    }

    private async Task<VenueResult<OrderReport>> ReportEndAsync(
        BitunixStopRow row, ClientOrderId order, BitunixLists lists, CancellationToken cancellationToken)
    {
        var child = row.Status == BitunixStopStatus.Fired
            ? await FindChildAsync(row, lists, cancellationToken)
            : VenueResult<BitunixOrder?>.Success(null);
        var report = child.Map(made => made is null ? ToReport(row, order) : ToReport(state.Stops.ClaimOf(order)!, made));
        if (report.IsSuccess && report.Value!.Status.IsTerminal())
        {
            state.Stops.End(order);
        }

        return report;
    }

    private async Task<VenueResult<BitunixOrder?>> FindChildAsync(BitunixStopRow fired, BitunixLists lists, CancellationToken cancellationToken)
    {
        if (state.Stops.ChildOf(fired.Id) is { } known)
        {
            return await lists.OrderAsync($"orderId={known}", cancellationToken);
        }

        var open = await lists.OpenOrdersAsync(fired.Instrument, string.Empty, cancellationToken);
        var child = open.Map(rows => state.Stops.Link(fired, rows));
        if (!child.IsSuccess || child.Value is not null || fired.TriggeredAt is not { } at)
        {
            return child;
        }

        var window = string.Create(
            CultureInfo.InvariantCulture,
            $"&startTime={(at - ChildWindow).ToUnixTimeMilliseconds()}&endTime={(at + ChildWindow).ToUnixTimeMilliseconds()}");
        var ended = await lists.EndedOrdersAsync(fired.Instrument, window, cancellationToken);
        return ended.Map(rows => state.Stops.Link(fired, rows));
    }

    private BitunixStopRow? RowOf(ClientOrderId order, IReadOnlyList<BitunixStopRow> rows)
    {
        state.Stops.Match(rows);
        return state.Stops.ClaimOf(order) is { StopId.Length: > 0 } claim ? rows.FirstOrDefault(r => r.Id == claim.StopId) : null;
    }

    private BitunixLists Lists(RequestPriority priority) => new(reader, priority);
}

using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>The questions about a whole account: open orders, positions, mode, balance.</summary>
/// <param name="link">What all clients share.</param>
/// <param name="reader">Reads pages.</param>
/// <param name="finder">Looks single orders up.</param>
/// <param name="state">What is known of the account.</param>
internal sealed class BitunixAccountQueries(BitunixLink link, BitunixReader reader, BitunixOrderFinder finder, BitunixAccountState state)
{
    private readonly BitunixLists _lists = new(reader, RequestPriority.Query);

    /// <summary>
    /// All working orders and stops. Orders are read first: a stop that fires in between is in neither list and is asked about, never in
    /// both.
    /// </summary>
    public async Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        var orders = await _lists.OpenOrdersAsync(null, string.Empty, cancellationToken);
        if (orders.Error is { } error)
        {
            return VenueResult<ImmutableArray<OrderReport>>.Failure(error);
        }

        var stops = await _lists.OpenStopsAsync(null, cancellationToken);
        if (stops.Error is { } unknown)
        {
            return VenueResult<ImmutableArray<OrderReport>>.Failure(unknown);
        }

        state.Stops.Match(stops.Value!);
        var ours = orders.Value!.Where(o => BitunixMapper.IsOurs(o.Symbol, "order")).ToArray();
        if (await LinkChildrenAsync(ours, stops.Value!, cancellationToken) is { } broken)
        {
            return VenueResult<ImmutableArray<OrderReport>>.Failure(broken);
        }

        return orders.Map(_ => ours
            .Select(ToReport)
            .Where(r => !r.Status.IsTerminal())
            .Concat(stops.Value!.Where(s => s.Status == BitunixStopStatus.Pending).Select(s => finder.ToReport(s, state.Stops.OwnerOf(s.Id))))
            .ToImmutableArray());
    }

    /// <summary>All positions that are not flat.</summary>
    public async Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken)
    {
        var legs = await ReadLegsAsync(null, RequestPriority.Query, cancellationToken);
        return legs.Map(BitunixPositionBook.ToPositions);
    }

    /// <summary>The open positions of the venue, remembered.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixLeg>>> ReadLegsAsync(
        InstrumentId? instrument, RequestPriority priority, CancellationToken cancellationToken)
    {
        var legs = await new BitunixLists(reader, priority).PositionsAsync(instrument, Present(instrument), cancellationToken);
        if (legs.IsSuccess)
        {
            state.Positions.Replace(instrument, legs.Value!);
        }

        return legs;
    }

    /// <summary>The USDT balance.</summary>
    public async Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken)
    {
        var account = await ReadAccountAsync(RequestPriority.Query, cancellationToken);
        return account.Map(row => BitunixMapper.ToBalance(row, 0m));
    }

    /// <summary>Reads the account's position mode, remembered.</summary>
    public async Task<VenueResult<BitunixPositionMode>> ReadModeAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        var account = await ReadAccountAsync(priority, cancellationToken);
        var mode = account.Map(row => BitunixMapper.ToMode(row.PositionMode));
        if (mode.IsSuccess)
        {
            state.Positions.LearnMode(mode.Value);
        }

        return mode;
    }

    private async Task<VenueResult<BitunixAccount>> ReadAccountAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        var rows = await reader.RowsAsync(BitunixPaths.Account, "marginCoin=USDT", BitunixJson.Default.AccountReply, priority, cancellationToken);
        return rows.Map(list => list.FirstOrDefault(a => (a.MarginCoin ?? a.Coin ?? "USDT") == "USDT")
            ?? throw new WireFormatException($"{BitunixPaths.Account} answered without an account"));
    }

    /// <summary>A fired stop's order is working: finds whose, so that it is not taken for a foreign one.</summary>
    private async Task<VenueError?> LinkChildrenAsync(
        IReadOnlyList<BitunixOrder> orders, IReadOnlyList<BitunixStopRow> waiting, CancellationToken cancellationToken)
    {
        var suspects = orders
            .Where(o => string.IsNullOrEmpty(o.ClientId) && BitunixMapper.IsReduceOnly(o) && BitunixMapper.IsMarket(o))
            .Where(o => state.Stops.OwnerOfChild(o.OrderId ?? string.Empty) is null)
            .SelectMany(o => state.Stops.Live(WireField.ToInstrumentId(o.Symbol), new Quantity(WireNumber.Parse(o.Qty, "qty"))))
            .Where(stop => !waiting.Any(w => state.Stops.OwnerOf(w.Id) == stop))
            .Distinct();
        foreach (var stop in suspects)
        {
            var claim = state.Stops.ClaimOf(stop)!;
            if ((await finder.FindAsync(claim.Instrument, stop, cancellationToken)).Error is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private OrderReport ToReport(BitunixOrder row)
    {
        state.Orders.Note(row);
        return state.Stops.OwnerOfChild(row.OrderId ?? string.Empty) is { } owner && state.Stops.ClaimOf(owner) is { } stop
            ? BitunixOrderFinder.ToReport(stop, row)
            : BitunixMapper.ToReport(row);
    }

    private DateTimeOffset Present(InstrumentId? instrument) =>
        (instrument is { } one ? link.Present.Of(one) : link.Present.Newest) ?? link.Time.GetUtcNow();
}

using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>The lists of an account, read whole: orders, trades, stops, positions.</summary>
/// <param name="reader">Reads pages.</param>
/// <param name="priority">Who goes first.</param>
internal sealed class BitunixLists(BitunixReader reader, RequestPriority priority)
{
    /// <summary>Open orders; of one instrument when named. A filter is further parameters, each with its ampersand.</summary>
    public Task<VenueResult<IReadOnlyList<BitunixOrder>>> OpenOrdersAsync(
        InstrumentId? instrument, string filter, CancellationToken cancellationToken) =>
        reader.AllPagesAsync<BitunixOrderPage, BitunixOrder>(
            BitunixPaths.PendingOrders, Query(instrument, filter), BitunixJson.Default.OrderPageReply, o => o.OrderId, priority, cancellationToken);

    /// <summary>Ended orders, cancelled ones, which the venue lists apart, included.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixOrder>>> EndedOrdersAsync(
        InstrumentId? instrument, string filter, CancellationToken cancellationToken)
    {
        var orders = new List<BitunixOrder>();
        foreach (var cancelled in (string[])["false", "true"])
        {
            var result = await reader.AllPagesAsync<BitunixOrderPage, BitunixOrder>(
                BitunixPaths.OrderHistory,
                Query(instrument, $"{filter}&queryCanceled={cancelled}"),
                BitunixJson.Default.OrderPageReply,
                o => o.OrderId,
                priority,
                cancellationToken);
            if (!result.IsSuccess)
            {
                return result;
            }

            orders.AddRange(result.Value!);
        }

        return VenueResult<IReadOnlyList<BitunixOrder>>.Success(orders);
    }

    /// <summary>Trades, oldest first.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixUserTrade>>> TradesAsync(InstrumentId? instrument, string filter, CancellationToken cancellationToken)
    {
        var result = await reader.AllPagesAsync<BitunixTradePage, BitunixUserTrade>(
            BitunixPaths.Trades, Query(instrument, filter), BitunixJson.Default.TradePageReply, t => t.TradeId, priority, cancellationToken);
        return result.Map(rows => (IReadOnlyList<BitunixUserTrade>)[.. rows
            .Where(r => BitunixMapper.IsOurs(r.Symbol, "trade"))
            .OrderBy(r => BitunixMapper.ToTime(r.Ctime, "ctime"))
            .ThenBy(r => r.TradeId?.Length)
            .ThenBy(r => r.TradeId, StringComparer.Ordinal)]);
    }

    /// <summary>The order that a filter (<c>orderId=…</c> or <c>clientId=…</c>) names; nothing when the venue knows none.</summary>
    public async Task<VenueResult<BitunixOrder?>> OrderAsync(string filter, CancellationToken cancellationToken)
    {
        var result = await reader.RowsAsync(BitunixPaths.OrderDetail, filter, BitunixJson.Default.OrderReply, priority, cancellationToken);
        return result.Error?.Code == VenueErrorCode.OrderNotFound
            ? VenueResult<BitunixOrder?>.Success(null)
            : result.Map(rows => rows.FirstOrDefault(o => !string.IsNullOrEmpty(o.OrderId)));
    }

    /// <summary>Working stops of a quantity; of one instrument when named.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixStopRow>>> OpenStopsAsync(InstrumentId? instrument, CancellationToken cancellationToken)
    {
        var result = await reader.AllRowsAsync(
            BitunixPaths.PendingStops, Query(instrument, string.Empty), BitunixJson.Default.StopsReply, s => s.Id, priority, cancellationToken);
        return result.Map(ToRows);
    }

    /// <summary>Ended stops of a quantity.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixStopRow>>> EndedStopsAsync(
        InstrumentId instrument, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var filter = since is { } start ? string.Create(CultureInfo.InvariantCulture, $"&startTime={start.ToUnixTimeMilliseconds()}") : string.Empty;
        var result = await reader.AllPagesAsync<BitunixStopPage, BitunixStop>(
            BitunixPaths.StopHistory, Query(instrument, filter), BitunixJson.Default.StopPageReply, s => s.Id, priority, cancellationToken);
        return result.Map(ToRows);
    }

    /// <summary>Open positions; of one instrument when named.</summary>
    public async Task<VenueResult<IReadOnlyList<BitunixLeg>>> PositionsAsync(
        InstrumentId? instrument, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await reader.RowsAsync(
            BitunixPaths.Positions, Query(instrument, string.Empty), BitunixJson.Default.PositionsReply, priority, cancellationToken);
        return result.Map(rows => (IReadOnlyList<BitunixLeg>)[.. rows
            .Where(r => BitunixMapper.IsOurs(r.Symbol, "position"))
            .Select(r => BitunixMapper.ToLeg(r, now))
            .Where(l => l.Quantity != 0m)]);
    }

    private static IReadOnlyList<BitunixStopRow> ToRows(IReadOnlyList<BitunixStop> rows) =>
        [.. rows.Where(r => BitunixMapper.IsOurs(r.Symbol, "tpsl")).Select(BitunixMapper.ToStopRow).OfType<BitunixStopRow>()];

    private static string Query(InstrumentId? instrument, string filter) =>
        instrument is { } one ? $"symbol={one}{filter}" : filter.TrimStart('&');
}

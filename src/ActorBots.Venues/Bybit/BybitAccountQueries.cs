using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>The questions about an account: orders, fills, funding, positions, balance. Every list is read to its last page.</summary>
/// <param name="link">What all clients share.</param>
/// <param name="api">The account's REST calls.</param>
/// <param name="positions">What is known of the positions; kept up to date by the answers.</param>
internal sealed class BybitAccountQueries(BybitLink link, BybitRestApi api, BybitPositionBook positions)
{
    private const int MaxPages = 500;
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    /// <summary>Looks an order up, open ones first, then closed ones. Success with null only if both lists answered and lack it.</summary>
    public async Task<VenueResult<OrderReport?>> FindOrderAsync(InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        foreach (var path in (string[])[BybitPaths.OpenOrders, BybitPaths.OrderHistory])
        {
            var query = $"category={BybitRestApi.Category}&symbol={instrument}&orderLinkId={order}";
            var rows = await ReadAllAsync(path, query, BybitJson.Default.BybitReplyBybitPageBybitOrder, cancellationToken, RequestPriorities.Of(order.Purpose));
            var found = rows.Map(list => OnlyOf(order, list).MaxBy(r => r.UpdatedAt));
            if (!found.IsSuccess || found.Value is not null)
            {
                return found;
            }
        }

        return VenueResult<OrderReport?>.Success(null);
    }

    /// <summary>All fills of one order, oldest first.</summary>
    public async Task<VenueResult<ImmutableArray<Fill>>> GetFillsOfOrderAsync(
        InstrumentId instrument, ClientOrderId order, CancellationToken cancellationToken)
    {
        var query = $"category={BybitRestApi.Category}&symbol={instrument}&orderLinkId={order}&limit=100";
        var rows = await ReadAllAsync(
            BybitPaths.Executions, query, BybitJson.Default.BybitReplyBybitPageBybitExecution, cancellationToken, RequestPriorities.Of(order.Purpose));
        return rows.Map(list => InOrder(list.Where(r => r.OrderLinkId == order.Value)).Select(BybitMapper.ToFill).OfType<Fill>().ToImmutableArray());
    }

    /// <summary>All working orders, conditional ones included.</summary>
    public async Task<VenueResult<ImmutableArray<OrderReport>>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        var query = $"category={BybitRestApi.Category}&settleCoin=USDT&openOnly=0&limit=50";
        var rows = await ReadAllAsync(BybitPaths.OpenOrders, query, BybitJson.Default.BybitReplyBybitPageBybitOrder, cancellationToken);
        return rows.Map(list => list
            .Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "order"))
            .Select(BybitMapper.ToReport)
            .Where(r => !r.Status.IsTerminal())
            .DistinctBy(r => r.VenueOrderId)
            .ToImmutableArray());
    }

    /// <summary>Fills and funding since an instant, oldest first, read in windows of at most seven days.</summary>
    public async Task<VenueResult<AccountHistory>> GetHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var all = new List<BybitExecution>();
        var start = since;
        do
        {
            var end = start + LongestWindow - TimeSpan.FromMilliseconds(1);
            var query = string.Create(
                CultureInfo.InvariantCulture,
                $"category={BybitRestApi.Category}&settleCoin=USDT&startTime={start.ToUnixTimeMilliseconds()}&endTime={end.ToUnixTimeMilliseconds()}&limit=100");
            var rows = await ReadAllAsync(BybitPaths.Executions, query, BybitJson.Default.BybitReplyBybitPageBybitExecution, cancellationToken);
            if (rows.Error is { } error)
            {
                return VenueResult<AccountHistory>.Failure(error);
            }

            all.AddRange(rows.Value!);
            start += LongestWindow;
        }
        while (start <= Present());

        return VenueResult<List<BybitExecution>>.Success(all).Map(ToHistory);
    }

    /// <summary>All positions that are not flat.</summary>
    public async Task<VenueResult<ImmutableArray<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken)
    {
        var query = $"category={BybitRestApi.Category}&settleCoin=USDT&limit=200";
        var rows = await ReadAllAsync(BybitPaths.Positions, query, BybitJson.Default.BybitReplyBybitPageBybitPosition, cancellationToken);
        return rows.Map(list => positions.Replace([.. list.Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "position"))]));
    }

    /// <summary>Learns in which position mode the account holds an instrument.</summary>
    public async Task<VenueResult<Done>> LearnModeAsync(InstrumentId instrument, RequestPriority priority, CancellationToken cancellationToken)
    {
        var query = $"category={BybitRestApi.Category}&symbol={instrument}";
        var rows = await ReadAllAsync(BybitPaths.Positions, query, BybitJson.Default.BybitReplyBybitPageBybitPosition, cancellationToken, priority);
        if (rows.Error is { } error)
        {
            return VenueResult<Done>.Failure(error);
        }

        positions.LearnMode(instrument, rows.Value!);
        return VenueResult<Done>.Success(Done.Instance);
    }

    /// <summary>The USDT balance; zero when the account never held USDT.</summary>
    public async Task<VenueResult<AccountBalance>> GetBalanceAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadAllAsync(
            BybitPaths.Wallet, "accountType=UNIFIED&coin=USDT", BybitJson.Default.BybitReplyBybitPageBybitWallet, cancellationToken);
        return rows.Map(list => list.Select(BybitMapper.ToBalance).OfType<AccountBalance>().FirstOrDefault()
            ?? new AccountBalance(Money.Zero, Money.Zero, Money.Zero));
    }

    /// <summary>Refuses to take another order for the one asked for, should the venue have ignored the filter.</summary>
    private static IEnumerable<OrderReport> OnlyOf(ClientOrderId order, List<BybitOrder> rows) =>
        rows.Count > 0 && rows.All(r => r.OrderLinkId != order.Value)
            ? throw new WireFormatException($"asked for order {order}, the venue answered with others")
            : rows.Where(r => r.OrderLinkId == order.Value).Select(BybitMapper.ToReport);

    private static AccountHistory ToHistory(List<BybitExecution> rows)
    {
        var ordered = InOrder(rows.Where(r => BybitMapper.IsOurs(r.Category, r.Symbol, "execution")).DistinctBy(r => r.ExecId)).ToList();
        return new AccountHistory(
            [.. ordered.Select(BybitMapper.ToFill).OfType<Fill>()],
            [.. ordered.Select(BybitMapper.ToFunding).OfType<FundingPayment>()]);
    }

    /// <summary>Oldest first; executions of one millisecond in the order in which the order shrank, then by id.</summary>
    private static IEnumerable<BybitExecution> InOrder(IEnumerable<BybitExecution> rows) => rows
        .OrderBy(r => WireNumber.ParseTime(r.ExecTime, "execTime"))
        .ThenBy(r => r.OrderId, StringComparer.Ordinal)
        .ThenByDescending(r => WireNumber.ParseOrZero(r.LeavesQty, "leavesQty"))
        .ThenBy(r => r.ExecId, StringComparer.Ordinal);

    /// <summary>The venue's present: its market's, when a stream told it (a simulated market has its own), else its wall clock's.</summary>
    private DateTimeOffset Present() => link.Present.Newest ?? link.Clock.Now;

    private async Task<VenueResult<List<T>>> ReadAllAsync<T>(
        string path,
        string query,
        JsonTypeInfo<BybitReply<BybitPage<T>>> shape,
        CancellationToken cancellationToken,
        RequestPriority priority = RequestPriority.Query)
    {
        var rows = new List<T>();
        var cursor = string.Empty;
        for (var page = 0; page < MaxPages; page++)
        {
            var paged = cursor.Length == 0 ? query : $"{query}&cursor={BybitCursor.Encode(cursor)}";
            var result = await api.SendAsync(RestCall.Get(path, paged, priority), shape, cancellationToken);
            if (result.Error is { } error)
            {
                return VenueResult<List<T>>.Failure(error);
            }

            if (result.Value?.List is not { } list)
            {
                return VenueResult<List<T>>.Failure(RestErrors.BadContent($"{path} answered without a list"));
            }

            rows.AddRange(list);
            var next = result.Value.NextPageCursor ?? string.Empty;
            if (next.Length == 0 || list.Count == 0 || next == cursor)
            {
                return VenueResult<List<T>>.Success(rows);
            }

            cursor = next;
        }

        return VenueResult<List<T>>.Failure(RestErrors.BadContent($"{path} has more than {MaxPages} pages"));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// What was executed and paid on an account since an instant. Trades carry no id of ours, so their orders are asked about; funding has no
/// ledger, so it is computed from the rates and what was held.
/// </summary>
/// <param name="link">What all clients share.</param>
/// <param name="reader">Reads pages.</param>
/// <param name="finder">Looks single orders up.</param>
/// <param name="funding">Computes payments.</param>
/// <param name="state">What is known of the account.</param>
internal sealed class BitunixHistoryReader(
    BitunixLink link, BitunixReader reader, BitunixOrderFinder finder, BitunixFundingReader funding, BitunixAccountState state)
{
    /// <summary>Above so many unknown orders their lists are read instead of each of them.</summary>
    private const int AskOneByOne = 4;
    private const int MaxReadings = 5;

    private static readonly TimeSpan OrderLead = TimeSpan.FromHours(1);

    private readonly BitunixLists _lists = new(reader, RequestPriority.Query);
    private readonly BitunixLiquidations _liquidations = new(reader);

    /// <summary>Fills and funding since an instant, oldest first.</summary>
    public async Task<VenueResult<AccountHistory>> GetAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(null, since, cancellationToken);
        if (read.Error is { } noTrades)
        {
            return VenueResult<AccountHistory>.Failure(noTrades);
        }

        var (legs, trades) = read.Value;
        if (await LearnOrdersAsync(trades, since, cancellationToken) is { } error)
        {
            return VenueResult<AccountHistory>.Failure(error);
        }

        var fills = read.Map(r => r.Trades.Select(ToFill).Where(f => f.At >= since).ToImmutableArray());
        if (fills.Error is { } bad)
        {
            return VenueResult<AccountHistory>.Failure(bad);
        }

        var told = await _liquidations.NameAsync(fills.Value, cancellationToken);
        if (told.Error is { } unnamed)
        {
            return VenueResult<AccountHistory>.Failure(unnamed);
        }

        var instruments = legs.Select(l => l.Instrument).Concat(told.Value.Select(f => f.Instrument)).Distinct();
        var payments = ImmutableArray.CreateBuilder<FundingPayment>();
        foreach (var instrument in instruments)
        {
            var paid = await funding.PaymentsAsync(instrument, since, legs, told.Value, cancellationToken);
            if (paid.Error is { } unpaid)
            {
                return VenueResult<AccountHistory>.Failure(unpaid);
            }

            payments.AddRange(paid.Value);
        }

        return VenueResult<AccountHistory>.Success(new AccountHistory(told.Value, [.. payments.OrderBy(p => p.At)]));
    }

    /// <summary>Funding of one instrument since an instant, oldest first.</summary>
    public async Task<VenueResult<ImmutableArray<FundingPayment>>> GetFundingAsync(
        InstrumentId instrument, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(instrument, since, cancellationToken);
        var fills = read.Map(r => r.Trades.Select(ToFill).ToImmutableArray());
        return fills.IsSuccess
            ? await funding.PaymentsAsync(instrument, since, read.Value.Legs, fills.Value, cancellationToken)
            : VenueResult<ImmutableArray<FundingPayment>>.Failure(fills.Error);
    }

    /// <summary>Trades and the positions that they led to: read again when a position changed on the way.</summary>
    private async Task<VenueResult<(IReadOnlyList<BitunixLeg> Legs, IReadOnlyList<BitunixUserTrade> Trades)>> ReadAsync(
        InstrumentId? instrument, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var before = await ReadLegsAsync(instrument, cancellationToken);
        for (var attempt = 0; before.IsSuccess && attempt < MaxReadings; attempt++)
        {
            var trades = await _lists.TradesAsync(instrument, Since(since), cancellationToken);
            if (trades.Error is { } error)
            {
                return VenueResult<(IReadOnlyList<BitunixLeg>, IReadOnlyList<BitunixUserTrade>)>.Failure(error);
            }

            var after = await ReadLegsAsync(instrument, cancellationToken);
            if (after.IsSuccess && after.Value!.Select(l => (l.Id, l.Quantity)).SequenceEqual(before.Value!.Select(l => (l.Id, l.Quantity))))
            {
                return VenueResult<(IReadOnlyList<BitunixLeg>, IReadOnlyList<BitunixUserTrade>)>.Success((after.Value!, trades.Value!));
            }

            before = after;
        }

        return VenueResult<(IReadOnlyList<BitunixLeg>, IReadOnlyList<BitunixUserTrade>)>.Failure(before.Error ?? new VenueError(
            VenueErrorKind.Retryable, VenueErrorCode.BadAnswer, "none", "the account changed each time while its history was read"));
    }

    private async Task<VenueResult<IReadOnlyList<BitunixLeg>>> ReadLegsAsync(InstrumentId? instrument, CancellationToken cancellationToken)
    {
        var legs = await _lists.PositionsAsync(instrument, link.Present.Newest ?? link.Time.GetUtcNow(), cancellationToken);
        return legs.Map(list => (IReadOnlyList<BitunixLeg>)[.. list.OrderBy(l => l.Id, StringComparer.Ordinal)]);
    }

    /// <summary>The fill of a row whose order is known.</summary>
    private Fill ToFill(BitunixUserTrade row)
    {
        var facts = state.Orders.FactsOf(row.OrderId ?? string.Empty);
        return BitunixMapper.ToFill(row, facts?.Order ?? state.Stops.OwnerOfChild(row.OrderId ?? string.Empty), facts?.Kind ?? FillKind.Trade);
    }

    /// <summary>Learns whose the orders of trades are.</summary>
    private async Task<VenueError?> LearnOrdersAsync(IReadOnlyList<BitunixUserTrade> trades, DateTimeOffset since, CancellationToken cancellationToken)
    {
        bool IsUnknown(string id) => state.Orders.FactsOf(id) is not { IsComplete: true };
        var unknown = trades.Select(t => t.OrderId ?? string.Empty).Where(IsUnknown).Distinct().ToList();
        if (unknown.Count > AskOneByOne)
        {
            var ended = await _lists.EndedOrdersAsync(null, Since(since - OrderLead), cancellationToken);
            if (ended.Error is { } error)
            {
                return error;
            }

            foreach (var row in ended.Value!)
            {
                state.Orders.Note(row);
            }

            unknown.RemoveAll(id => !IsUnknown(id));
        }

        foreach (var id in unknown)
        {
            var row = await _lists.OrderAsync($"orderId={id}", cancellationToken);
            if (row.Error is { } error)
            {
                return error;
            }

            if (row.Value is not null)
            {
                state.Orders.Note(row.Value);
            }
        }

        return await LinkStopsAsync(trades, cancellationToken);
    }

    /// <summary>Nameless trades may be those of our stops that fired: asks about the ones that could fit.</summary>
    private async Task<VenueError?> LinkStopsAsync(IReadOnlyList<BitunixUserTrade> trades, CancellationToken cancellationToken)
    {
        var nameless = trades
            .Where(t => state.Orders.FactsOf(t.OrderId ?? string.Empty) is not { Order: not null } && state.Stops.OwnerOfChild(t.OrderId ?? string.Empty) is null)
            .GroupBy(t => t.OrderId)
            .Select(g => (g.First().Symbol, Quantity: g.Sum(t => WireNumber.TryParse(t.Qty) ?? 0m)));
        foreach (var (symbol, quantity) in nameless.ToArray())
        {
            foreach (var stop in state.Stops.Live(new InstrumentId(symbol!), new Quantity(quantity)))
            {
                if ((await finder.FindAsync(new InstrumentId(symbol!), stop, cancellationToken)).Error is { } error)
                {
                    return error;
                }
            }
        }

        return null;
    }

    private string Since(DateTimeOffset since) => string.Create(
        CultureInfo.InvariantCulture, $"&startTime={since.ToUnixTimeMilliseconds()}&endTime={End().ToUnixTimeMilliseconds()}");

    /// <summary>
    /// An end that the pages of one reading share, safely after the venue's present: market time where a stream told it, for a simulated
    /// market has its own, else the wall clock.
    /// </summary>
    private DateTimeOffset End() => new[] { link.Present.Newest ?? DateTimeOffset.MinValue, link.Time.GetUtcNow() }.Max() + OrderLead;
}

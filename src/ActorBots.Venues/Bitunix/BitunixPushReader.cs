using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Turns the private stream's pushes into the account's events. A push of an order has no trades and one of a fired stop not even an order,
/// so that what is missing is read by REST; pushes that come late or twice change nothing. Used from the stream's loop.
/// </summary>
/// <param name="link">What all clients share.</param>
/// <param name="finder">Looks single orders up.</param>
/// <param name="history">Computes funding.</param>
/// <param name="state">What is known of the account.</param>
/// <param name="account">Name for logs.</param>
internal sealed class BitunixPushReader(
    BitunixLink link, BitunixOrderFinder finder, BitunixHistoryReader history, BitunixAccountState state, string account)
{
    private const int Remembered = 4096;
    private const int TradeReadings = 5;
    private const int MaxRetries = 30;
    private static readonly TimeSpan TradePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FundingLookback = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (decimal Filled, DateTimeOffset At)> _working = new(StringComparer.Ordinal);
    private readonly RecentSet _endedOrders = new(Remembered);
    private readonly RecentSet _endedPositions = new(Remembered);
    private readonly RecentSet _firedStops = new(Remembered);
    private readonly RecentSet _toldTrades = new(Remembered * 4);
    private readonly RecentSet _toldFunding = new(Remembered);
    private readonly Dictionary<string, BitunixStopRow> _ownerless = new(StringComparer.Ordinal);
    private readonly Dictionary<ClientOrderId, int> _unsettled = [];
    private readonly Dictionary<InstrumentId, (DateTimeOffset Since, int Tries)> _unpaid = [];

    /// <summary>The events that a push makes.</summary>
    /// <param name="channel">Like <c>order</c>.</param>
    /// <param name="message">The whole frame.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="JsonException">The push has another shape.</exception>
    /// <exception cref="WireFormatException">The push says something that must be understood and is not.</exception>
    public async Task<IReadOnlyList<AccountEvent>> ReadAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var events = new List<AccountEvent>();
        switch (channel)
        {
            case "order":
                foreach (var row in Rows(message, BitunixJson.Default.OrderPush).Rows.Where(r => BitunixMapper.IsOurs(r.Symbol, "order")))
                {
                    await OrderAsync(row, events, cancellationToken);
                }

                break;
            case "tpsl":
                var (stops, at) = Rows(message, BitunixJson.Default.StopPush);
                foreach (var row in stops.Where(r => BitunixMapper.IsOurs(r.Symbol, "tpsl")).Select(BitunixMapper.ToStopRow).OfType<BitunixStopRow>())
                {
                    await StopAsync(row, at, events, cancellationToken);
                }

                break;
            case "position":
                var (positions, told) = Rows(message, BitunixJson.Default.PositionPush);
                foreach (var row in positions.Where(r => BitunixMapper.IsOurs(r.Symbol, "position")))
                {
                    await PositionAsync(BitunixMapper.ToLeg(row with { Mtime = null }, told), events, cancellationToken);
                }

                break;
            case "balance":
                events.AddRange(Rows(message, BitunixJson.Default.BalancePush).Rows
                    .Where(r => (r.Coin ?? r.MarginCoin) == "USDT")
                    .Select(r => new AccountEvent.BalanceChanged(BitunixMapper.ToBalance(r, state.Positions.Unrealized))));
                break;
            default:
                VenueMetrics.CountUnknown(link.Name, "private channel", channel);
                break;
        }

        return events;
    }

    /// <summary>Tries again what the venue could not answer yet: orders of fired stops, settled funding; and stops acknowledged since.</summary>
    public async Task<IReadOnlyList<AccountEvent>> RetryAsync(CancellationToken cancellationToken)
    {
        var events = new List<AccountEvent>();
        foreach (var row in _ownerless.Values.Where(r => state.Stops.OwnerOf(r.Id) is not null).ToArray())
        {
            _ownerless.Remove(row.Id);
            await StopAsync(row, null, events, cancellationToken);
        }

        foreach (var order in _unsettled.Keys.ToArray())
        {
            await SettleAsync(order, events, cancellationToken);
        }

        foreach (var instrument in _unpaid.Keys.ToArray())
        {
            await PayAsync(instrument, events, cancellationToken);
        }

        return events;
    }

    private static (IReadOnlyList<T> Rows, DateTimeOffset At) Rows<T>(ReadOnlyMemory<byte> message, JsonTypeInfo<BitunixPush<T>> shape)
        where T : class => JsonSerializer.Deserialize(message.Span, shape) is { Data: { } rows } push
            ? (rows.All, WireField.ToInstant(push.Ts))
            : throw new WireFormatException("a push has no data");

    private async Task OrderAsync(BitunixOrder row, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        var report = BitunixMapper.ToReport(row);
        var id = report.VenueOrderId;
        if (IsOld(report))
        {
            return;
        }

        state.Orders.Note(row);
        var owner = report.ClientOrderId ?? state.Orders.FactsOf(id)?.Order ?? await ParentAsync(row, report, events, cancellationToken);
        if (owner is { } parent && state.Stops.OwnerOfChild(id) == parent && state.Stops.ClaimOf(parent) is { } stop)
        {
            report = BitunixOrderFinder.ToReport(stop, row);
        }
        else if (owner is not null)
        {
            report = report with { ClientOrderId = owner, ReduceOnly = owner.Value.Purpose != OrderPurpose.Entry };
        }

        if (!report.FilledQuantity.IsZero)
        {
            await FillsAsync(id, owner, report, events, cancellationToken);
        }

        events.Add(new AccountEvent.OrderChanged(report));
        Settled(owner, report);
    }

    /// <summary>Whether a push would move an order backwards: final beats open, more filled beats less, later beats earlier.</summary>
    private bool IsOld(OrderReport report)
    {
        var id = report.VenueOrderId;
        if (_endedOrders.Contains(id) || (_working.TryGetValue(id, out var seen) && !report.Status.IsTerminal()
            && (report.FilledQuantity.Value < seen.Filled || (report.FilledQuantity.Value == seen.Filled && report.UpdatedAt < seen.At))))
        {
            return true;
        }

        if (report.Status.IsTerminal())
        {
            _working.Remove(id);
            _endedOrders.Add(id);
        }
        else
        {
            _working[id] = (report.FilledQuantity.Value, report.UpdatedAt);
        }

        return false;
    }

    /// <summary>Whose a nameless order is: that of a stop which fired, should one fit.</summary>
    private async Task<ClientOrderId?> ParentAsync(
        BitunixOrder row, OrderReport report, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        if (state.Stops.OwnerOfChild(report.VenueOrderId) is null && BitunixMapper.IsMarket(row))
        {
            foreach (var stop in state.Stops.Live(report.Instrument, report.Quantity))
            {
                await SettleAsync(stop, events, cancellationToken);
            }
        }

        return state.Stops.OwnerOfChild(report.VenueOrderId);
    }

    /// <summary>Reads the trades of an order until they add up to what a push said, within a bound, and tells the new ones.</summary>
    private async Task FillsAsync(
        string id, ClientOrderId? owner, OrderReport report, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        var kind = owner is null ? await finder.LearnKindAsync(id, cancellationToken) : FillKind.Trade;
        var reason = string.Empty;
        for (var attempt = 1; attempt <= TradeReadings; attempt++)
        {
            var fills = await finder.FillsOfAsync(report.Instrument, id, owner, kind, RequestPriority.ProtectiveStop, cancellationToken);
            if (fills.IsSuccess)
            {
                events.AddRange(fills.Value.Where(f => _toldTrades.Add(f.FillId)).Select(f => new AccountEvent.Filled(f)));
                if (fills.Value.Sum(f => f.Quantity.Value) >= report.FilledQuantity.Value)
                {
                    return;
                }
            }

            reason = fills.Error?.Message ?? "not all are there yet";
            await Task.Delay(TradePause, link.Time, cancellationToken);
        }

        // The consumer compares the report with the fills that it booked and asks.
        Log.TradesMissing(link.Logger, $"{link.Name} private {account}", id, report.FilledQuantity.Value, reason);
    }

    private async Task StopAsync(BitunixStopRow row, DateTimeOffset? at, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        if (state.Stops.OwnerOf(row.Id) is not { } owner)
        {
            // Perhaps the acknowledgement of our own stop is still on its way.
            if (_ownerless.Count < Remembered || _ownerless.ContainsKey(row.Id))
            {
                _ownerless[row.Id] = row;
            }

            return;
        }

        var isEnd = row.Status != BitunixStopStatus.Pending;
        if (isEnd ? !_firedStops.Add(row.Id) : _firedStops.Contains(row.Id))
        {
            return;
        }

        var report = finder.ToReport(row, owner, at);
        events.Add(new AccountEvent.OrderChanged(report));
        if (row.Status == BitunixStopStatus.Fired)
        {
            _unsettled[owner] = 0;
            await SettleAsync(owner, events, cancellationToken);
        }

        Settled(owner, report);
    }

    /// <summary>Asks what became of a stop that fired, or may have, and tells the fills of the order that it made.</summary>
    private async Task SettleAsync(ClientOrderId order, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        if (state.Stops.ClaimOf(order) is not { } claim)
        {
            _unsettled.Remove(order);
            return;
        }

        var found = await finder.FindAsync(claim.Instrument, order, cancellationToken);
        if (found.Value is { FilledQuantity.IsZero: false } report)
        {
            var fills = await finder.FillsOfAsync(claim.Instrument, order, cancellationToken);
            if (fills.IsSuccess && fills.Value.Sum(f => f.Quantity.Value) >= report.FilledQuantity.Value)
            {
                events.AddRange(fills.Value.Where(f => _toldTrades.Add(f.FillId)).Select(f => new AccountEvent.Filled(f)));
                events.Add(new AccountEvent.OrderChanged(report));
                Settled(order, report);
                return;
            }
        }
        else if (found.Value is { Status: OrderStatus.Cancelled or OrderStatus.Rejected } ended && _unsettled.ContainsKey(order))
        {
            events.Add(new AccountEvent.OrderChanged(ended));
            Settled(order, ended);
            return;
        }

        if (_unsettled.TryGetValue(order, out var tries))
        {
            _unsettled[order] = tries + 1;
            if (tries >= MaxRetries)
            {
                // The consumer's own watch over its orders takes over.
                _unsettled.Remove(order);
                Log.TradesMissing(link.Logger, $"{link.Name} private {account}", claim.StopId, claim.Quantity.Value, found.Error?.Message ?? "its order is not found");
            }
        }
    }

    private void Settled(ClientOrderId? order, OrderReport report)
    {
        if (order is { } ours && report.Status.IsTerminal() && ours.Purpose == OrderPurpose.ProtectiveStop)
        {
            _unsettled.Remove(ours);
            state.Stops.End(ours);
        }
    }

    private async Task PositionAsync(BitunixLeg leg, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        // An id is never used again, so whatever comes after its end is late.
        if (_endedPositions.Contains(leg.Id))
        {
            return;
        }

        if (leg.Quantity == 0m)
        {
            _endedPositions.Add(leg.Id);
        }

        var (now, before) = state.Positions.Told(leg);
        events.Add(new AccountEvent.PositionChanged(now));
        if ((before?.Funding ?? 0m) != leg.Funding)
        {
            _unpaid.TryAdd(leg.Instrument, (leg.UpdatedAt - FundingLookback, 0));
            await PayAsync(leg.Instrument, events, cancellationToken);
        }
    }

    private async Task PayAsync(InstrumentId instrument, List<AccountEvent> events, CancellationToken cancellationToken)
    {
        var (since, tries) = _unpaid[instrument];
        var paid = await history.GetFundingAsync(instrument, since, cancellationToken);
        var news = paid.IsSuccess ? paid.Value.Where(p => _toldFunding.Add(p.FundingId)).ToArray() : [];
        events.AddRange(news.Select(p => new AccountEvent.FundingSettled(p)));
        if (news.Length > 0 || tries >= MaxRetries)
        {
            _unpaid.Remove(instrument);
        }
        else
        {
            _unpaid[instrument] = (since, tries + 1);
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Gateways;

namespace ActorBots.Actors.Gateways;

/// <summary>Asks the venue about a whole account and cuts the answer into one snapshot per bot.</summary>
internal sealed class SnapshotReader
{
    private readonly OrderEffort _effort;
    private readonly Func<ClientOrderId, bool> _isSettled;
    private readonly HoldingBook _holdings;
    private readonly bool _isGathering;

    /// <param name="effort">The account's client.</param>
    /// <param name="isSettled">Whether the venue's "no such order" may be believed for an order.</param>
    /// <param name="holdings">Which bots hold what, as known when the reading begins.</param>
    /// <param name="isGathering">Whether bots of the account may still come.</param>
    public SnapshotReader(OrderEffort effort, Func<ClientOrderId, bool> isSettled, HoldingBook holdings, bool isGathering)
    {
        _isGathering = isGathering;
        _effort = effort;
        _isSettled = isSettled;
        _holdings = holdings;
    }

    /// <summary>Reads the account once and answers all requests from it.</summary>
    /// <exception cref="VenueUnavailableException">A question was not answered; nothing may be concluded.</exception>
    public async Task<AccountRead> ReadAsync(
        IReadOnlyCollection<AccountCommand.Reconcile> requests, CancellationToken cancellationToken)
    {
        // Positions first: whatever fills while the rest is read shows up in the history as well, never the other way round.
        var positions = Require(await _effort.Client.GetPositionsAsync(cancellationToken).ConfigureAwait(false));
        var open = Require(await _effort.Client.GetOpenOrdersAsync(cancellationToken).ConfigureAwait(false));
        var history = await HistoryAsync(requests, cancellationToken).ConfigureAwait(false);
        var result = ImmutableArray.CreateBuilder<(AccountCommand.Reconcile, VenueSnapshot)>(requests.Count);
        foreach (var request in requests)
        {
            var net = positions.FirstOrDefault(p => p.Instrument == request.Instrument)?.NetQuantity ?? 0m;
            result.Add((request, await CutAsync(request, net, open, history, cancellationToken).ConfigureAwait(false)));
        }

        return new AccountRead(_holdings, positions, open, result.ToImmutable());
    }

    private async Task<AccountHistory> HistoryAsync(IReadOnlyCollection<AccountCommand.Reconcile> requests, CancellationToken cancellationToken)
    {
        var since = requests.Min(r => r.Since);
        return since is { } from
            ? Require(await _effort.Client.GetHistoryAsync(from, cancellationToken).ConfigureAwait(false))
            : new AccountHistory([], []);
    }

    private async Task<VenueSnapshot> CutAsync(
        AccountCommand.Reconcile request, decimal net, ImmutableArray<OrderReport> open, AccountHistory history, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<OrderReport>();
        var missing = ImmutableArray.CreateBuilder<ClientOrderId>();
        var fills = ImmutableArray.CreateBuilder<Fill>();
        foreach (var live in request.Orders)
        {
            if (open.FirstOrDefault(o => o.ClientOrderId == live.Order) is { } working && working.FilledQuantity.IsZero)
            {
                reports.Add(working);
                continue;
            }

            var finding = await _effort.FindAsync(request.Instrument, live.Order, cancellationToken).ConfigureAwait(false);
            if (finding.Error is { } error)
            {
                throw new VenueUnavailableException(error);
            }

            if (finding.Report is { } report)
            {
                reports.Add(report);
                fills.AddRange(finding.Fills);
            }
            else if (!live.IsInFlight || _isSettled(live.Order))
            {
                missing.Add(live.Order);
            }
        }

        var since = request.Since;
        fills.AddRange(history.Fills.Where(f => f.At >= since && f.ClientOrderId?.BotId == request.BotId));
        return new VenueSnapshot
        {
            Orders = reports.ToImmutable(),
            Missing = missing.ToImmutable(),
            Fills = [.. fills.DistinctBy(f => f.FillId)],
            ForeignFills = [.. Nameless(request, history).SelectMany(f => _holdings.Foreign(f)).Where(x => x.BotId == request.BotId).Select(x => x.Fill)],
            Funding = [.. history.Funding.Where(f => f.At >= since).SelectMany(f => _holdings.Shares(f)).Where(x => x.BotId == request.BotId).Select(x => x.Share)],
            NetQuantity = net,
            IsShared = _holdings.IsShared(request.Instrument),
        };
    }

    /// <summary>
    /// The fills that no order of ours explains. Where the venue does not name them all, the past of an instrument that bots share, or may share, tells
    /// nothing: what is missing shows in the position.
    /// </summary>
    private IEnumerable<Fill> Nameless(AccountCommand.Reconcile request, AccountHistory history) =>
        _effort.Client.Capabilities.NamesEveryFill || (!_isGathering && !_holdings.IsShared(request.Instrument))
            ? history.Fills.Where(f => f.At >= request.Since)
            : [];

    private static T Require<T>(VenueResult<T> result) => result.IsSuccess ? result.Value! : throw new VenueUnavailableException(result.Error);
}

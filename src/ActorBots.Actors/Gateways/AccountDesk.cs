using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Event;

namespace ActorBots.Actors.Gateways;

/// <summary>
/// What the gateway of an account knows about its bots and their orders, and how it tells them what the private stream says. Learned anew
/// whenever the gateway starts.
/// </summary>
internal sealed class AccountDesk
{
    private readonly AccountId _account;
    private readonly BotRouter _bots;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log;
    private readonly Dictionary<ClientOrderId, long> _firstAsked = [];
    private readonly StopCap _stopCap = new();
    private bool _wasConnected;

    public AccountDesk(AccountId account, BotRouter bots, TimeProvider time, ILoggingAdapter log)
    {
        _account = account;
        _bots = bots;
        _time = time;
        _log = log;
    }

    /// <summary>Which bots hold what.</summary>
    public HoldingBook Holdings { get; private set; } = HoldingBook.Empty;

    /// <summary>Takes what a bot says that it holds.</summary>
    public void Hold(AccountCommand.Attach m) => Holdings = Holdings.With(m.BotId, m.Instrument, m.OpenQuantity);

    /// <inheritdoc cref="Hold(AccountCommand.Attach)"/>
    public void Hold(AccountCommand.ReportHolding m) => Holdings = Holdings.With(m.BotId, m.Instrument, m.OpenQuantity);

    /// <summary>A bot gives the account up.</summary>
    public void Leave(AccountCommand.Detach m) => Holdings = Holdings.Without(m.BotId);

    /// <summary>Whether an order may be sent; its bot is told when it may not.</summary>
    public bool Admits(OrderRequest request, VenueCapabilities capabilities)
    {
        var id = request.ClientOrderId;
        if (_stopCap.Refuses(request, capabilities) is { } denial)
        {
            _bots.Tell(id.BotId, new BotInput.Refused(id, OrderRefusal.Other, denial.Code, denial.Message));
            return false;
        }

        // What the venue said of an earlier attempt says nothing about this one.
        _firstAsked.Remove(id);
        _stopCap.Sent(request);
        return true;
    }

    /// <summary>The venue told of an order when it was asked.</summary>
    public void Told(OrderReport report) => _stopCap.Told(report);

    /// <summary>An order will not come into being.</summary>
    public void Gone(OrderGone m)
    {
        _firstAsked.Remove(m.Order);
        _stopCap.Gone(m.Instrument, m.Order);
    }

    /// <summary>A bot wants to be compared with the venue.</summary>
    /// <param name="message">The wish.</param>
    /// <param name="isQueued">Whether an order has not left our own queue, so that it is neither there nor missing.</param>
    /// <param name="settlingTime">How long the venue's "no such order" may be wrong.</param>
    public ReconcileActor.Read Reconcile(AccountCommand.Reconcile message, Func<ClientOrderId, bool> isQueued, TimeSpan settlingTime)
    {
        Holdings = Holdings.With(message.BotId, message.Instrument, message.OpenQuantity);
        var sent = message.Orders.RemoveAll(o => isQueued(o.Order));
        foreach (var live in sent)
        {
            _firstAsked.TryAdd(live.Order, _time.GetTimestamp());
        }

        var settled = _firstAsked.Where(a => _time.GetElapsedTime(a.Value) >= settlingTime).Select(a => a.Key).ToHashSet();
        return new ReconcileActor.Read(message with { Orders = sent }, settled, Holdings);
    }

    /// <summary>Passes what the private stream says on to the bots that it concerns.</summary>
    public void Tell(AccountEvent happened)
    {
        switch (happened)
        {
            case AccountEvent.Connected: OnConnected(); break;
            case AccountEvent.Disconnected e: _log.Warning("private stream of {AccountId} is down: {Reason}", _account, e.Reason); break;
            case AccountEvent.OrderChanged { Report: { ClientOrderId: { } id } report }:
                _stopCap.Told(report);
                if (report.Status.IsTerminal())
                {
                    _firstAsked.Remove(id);
                }

                _bots.Tell(report, []);
                break;
            case AccountEvent.Filled { Fill: { ClientOrderId: { } id } fill }: _bots.Tell(id.BotId, new BotInput.Filled(fill)); break;
            case AccountEvent.Filled e:
                foreach (var (botId, fill) in Holdings.Foreign(e.Fill))
                {
                    _bots.Tell(botId, new BotInput.FilledOutside(fill));
                }

                break;
            case AccountEvent.FundingSettled e:
                foreach (var (botId, share) in Holdings.Shares(e.Payment))
                {
                    _bots.Tell(botId, new BotInput.Funded(share));
                }

                break;
        }
    }

    private void OnConnected()
    {
        if (_wasConnected)
        {
            foreach (var botId in Holdings.BotIds)
            {
                _bots.Tell(new AccountNews.Interrupted(botId));
            }
        }

        _wasConnected = true;
        _log.Info("private stream of {AccountId} is up", _account);
    }
}

using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
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
    private readonly AccountComparer _comparer;
    private readonly BudgetDesk _budgets;
    private bool _wasConnected;

    public AccountDesk(AccountId account, BotRouter bots, AccountGatewayServices services, ILoggingAdapter log)
    {
        _account = account;
        _bots = bots;
        _time = services.Time;
        _log = log;
        _comparer = new AccountComparer(services.Time, services.Settings.GatheringTime);
        _budgets = new BudgetDesk(services.Time, services.Settings.ReservationTime);
    }

    /// <summary>Which bots hold what.</summary>
    public HoldingBook Holdings { get; private set; } = HoldingBook.Empty;

    /// <summary>Whether budgets were granted that are to be looked at again.</summary>
    public bool HasEarlyGrants => _budgets.HasEarlyGrants;

    /// <summary>Takes what a bot claims to have.</summary>
    public void Hold(AccountCommand.Attach m) => Holdings = Holdings.With(m.Claim, m.BotId, m.Instrument, m.OpenQuantity);

    /// <inheritdoc cref="Hold(AccountCommand.Attach)"/>
    public void Hold(AccountCommand.ReportHolding m) => Holdings = Holdings.With(m.Claim, m.BotId, m.Instrument, m.OpenQuantity);

    /// <summary>Takes the venue's rules of an instrument.</summary>
    public void Know(Instrument instrument) => _comparer.Know(instrument);

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
        Holdings = Holdings.With(message.Claim, message.BotId, message.Instrument, message.OpenQuantity);
        var sent = message.Orders.RemoveAll(o => isQueued(o.Order));
        foreach (var live in sent)
        {
            _firstAsked.TryAdd(live.Order, _time.GetTimestamp());
        }

        var settled = _firstAsked.Where(a => _time.GetElapsedTime(a.Value) >= settlingTime).Select(a => a.Key).ToHashSet();
        return new ReconcileActor.Read(message with { Orders = sent }, settled, Holdings, _comparer.IsGathering);
    }

    /// <summary>Tells the bots what follows from a reading of the account.</summary>
    /// <returns>Foreign orders that are to be cancelled.</returns>
    public ImmutableArray<OrderReport> Conclude(AccountRead read)
    {
        var conclusion = _comparer.Conclude(read, Holdings);
        Holdings = conclusion.Offered.Aggregate(Holdings, (book, botId) => book.Doubting(botId));
        foreach (var (botId, snapshot) in conclusion.Answers)
        {
            _bots.Tell(botId, new BotInput.Reconciled(snapshot));
        }

        foreach (var botId in conclusion.ToAsk)
        {
            _bots.Tell(new AccountNews.Interrupted(botId));
        }

        return conclusion.ToCancel;
    }

    /// <summary>The venue told the balance, or did not: the budget that waited for it is decided.</summary>
    public void Told(BalanceTold message)
    {
        var answers = message switch
        {
            { Request: { } m, Balance: { IsSuccess: true, Value: { } balance } } =>
                [new AccountNews.BudgetDecided(m.BotId, m.Amount, _budgets.Decide(m.BotId, m.Amount, balance.WalletBalance, Holdings, _comparer.IsGathering))],
            { Request: { } m } =>
                [new AccountNews.BudgetDecided(m.BotId, m.Amount, new BudgetAnswer(BudgetVerdict.Unknown, $"the venue did not tell the balance: {message.Balance.Error!.Message}"))],
            { Balance: { IsSuccess: true, Value: { } balance } } => _budgets.Recheck(balance.WalletBalance, Holdings),
            _ => Enumerable.Empty<AccountNews.BudgetDecided>(),
        };
        foreach (var answer in answers)
        {
            _log.Info("budget {Amount} of {BotId}: {Verdict} {Message}", answer.Amount, answer.BotId, answer.Answer.Verdict, answer.Answer.Message);
            _bots.Tell(answer);
        }
    }

    /// <summary>Passes what the private stream says on to the bots that it concerns.</summary>
    /// <param name="happened">What it says.</param>
    /// <param name="capabilities">What the venue can do.</param>
    public void Tell(AccountEvent happened, VenueCapabilities capabilities)
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
            case AccountEvent.Filled e when !capabilities.NamesEveryFill && _comparer.IsGathering:
                _log.Info("a fill of {VenueOrderId} has no name yet; its bot asks for it when it comes", e.Fill.VenueOrderId);
                break;
            case AccountEvent.Filled e:
                foreach (var (botId, fill) in Holdings.Foreign(e.Fill).ToList())
                {
                    Holdings = Holdings.Doubting(botId);
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

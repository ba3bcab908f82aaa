using System.Collections.Immutable;
using System.Diagnostics;
using ActorBots.Actors.Gateways;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>A bot's way to the gateway of its account, wherever in the cluster that is. Sends; the answers come to the bot itself.</summary>
internal sealed class BotConnection
{
    private readonly string _botId;
    private readonly IActorRef _accounts;
    private readonly IActorRef _bot;
    private readonly HashSet<ClientOrderId> _overdue = [];
    private BotClaim? _reported;
    private bool _isReconciling;
    private int _skipped;

    public BotConnection(string botId, IActorRef accounts, IActorRef bot)
    {
        _botId = botId;
        _accounts = accounts;
        _bot = bot;
    }

    /// <summary>Asks the gateway to make the account ready.</summary>
    /// <returns>Whether there is an account to ask for.</returns>
    public bool Attach(BotState state)
    {
        if (state is not { Identity: not null, Config: { } config })
        {
            return false;
        }

        Send(new AccountCommand.Attach(AccountOf(state), _botId, config.Trading.Symbol, config.Trading.Leverage, Open(state)) {
            Orders = Live(state),
            Claim = _reported = BotClaim.Of(state),
        });
        return true;
    }

    public void Detach(BotState state)
    {
        if (state.Identity is not null)
        {
            Send(new AccountCommand.Detach(AccountOf(state), _botId));
        }
    }

    /// <summary>Asks whether a budget fits into the account's balance.</summary>
    /// <param name="identity">Who the bot is.</param>
    /// <param name="amount">The whole budget, quote currency.</param>
    public void RequestBudget(BotIdentity identity, Money amount) => Send(new AccountCommand.RequestBudget(AccountOf(identity), _botId, amount));

    /// <summary>Asks anew for the budget of a bot that began before the balance was known.</summary>
    public void RequestOpenBudget(BotState state)
    {
        if (state is { IsBudgetOpen: true, IsHalted: false, Desired: DesiredStatus.Running })
        {
            RequestBudget(state.Identity!, state.Config!.Budget.AllocatedAmount);
        }
    }

    /// <summary>Carries effects out, then tells what the bot claims if that changed.</summary>
    public void CarryOut(IEnumerable<BotEffect> effects, BotState state)
    {
        foreach (var effect in effects)
        {
            Send(effect switch
            {
                BotEffect.Submit e => new AccountCommand.Submit(AccountOf(state), _botId, e.Order),
                BotEffect.Cancel e => new AccountCommand.Cancel(AccountOf(state), _botId, state.Config!.Trading.Symbol, e.Order)
                {
                    Live = Live(state, e.Order),
                },
                BotEffect.MoveStop e => new AccountCommand.MoveStop(
                    AccountOf(state), _botId, state.Config!.Trading.Symbol, e.Order, e.Trigger, e.Quantity)
                {
                    Live = Live(state, e.Order),
                },
                _ => throw new UnreachableException($"no way to carry out {effect.GetType().Name}"),
            });
        }

        if (state.Identity is not null && _reported != BotClaim.Of(state))
        {
            Report(state);
        }
    }

    /// <summary>Sends orders again under the same id, because the venue clearly never got them.</summary>
    public void Resend(IEnumerable<ClientOrderId> orders, BotState state)
    {
        foreach (var id in orders)
        {
            Send(new AccountCommand.Submit(AccountOf(state), _botId, RiskGate.Recall(state.Orders[id])));
        }
    }

    /// <summary>Tells the gateway what the bot holds.</summary>
    public void Report(BotState state)
    {
        _reported = BotClaim.Of(state);
        Send(new AccountCommand.ReportHolding(AccountOf(state), _botId, state.Config!.Trading.Symbol, _reported.Open) { Claim = _reported });
    }

    /// <summary>Asks the venue about everything, unless an answer is on its way; a lost answer is not waited for twice, a wish is always told.</summary>
    public void Reconcile(BotState state, AccountWish wish = AccountWish.None)
    {
        if (wish == AccountWish.None && _isReconciling && ++_skipped < 3)
        {
            return;
        }

        _isReconciling = true;
        _skipped = 0;
        Send(new AccountCommand.Reconcile(
            AccountOf(state), _botId, state.Config!.Trading.Symbol, Live(state), state.ReconcileFrom, Open(state))
        {
            Claim = _reported = BotClaim.Of(state),
            Wish = wish,
        });
    }

    /// <summary>An answer came, or it is clear that none will.</summary>
    public void ReconciliationEnded() => _isReconciling = false;

    /// <summary>
    /// Asks about what was under way when an earlier life of the bot ended: it may never have left. The settling time begins with the question,
    /// and a position may be without its stop until it ends.
    /// </summary>
    public void ResolveInFlight(BotState state)
    {
        foreach (var order in state.Orders.Values.Where(o => o.Phase == OrderPhase.InFlight))
        {
            Send(new AccountCommand.Resolve(AccountOf(state), _botId, state.Config!.Trading.Symbol, Live(order)));
        }
    }

    /// <summary>Asks about what was unclear at the last look and still is: orders, and the budget.</summary>
    public void ResolveOverdue(BotState state)
    {
        RequestOpenBudget(state);
        var unclear = state.Orders.Values
            .Where(o => o.Phase == OrderPhase.InFlight || o.CancelIntended || o.ReportedEnd is not null || o.Request.Purpose != OrderPurpose.ProtectiveStop)
            .ToImmutableArray();
        foreach (var order in unclear.Where(o => _overdue.Contains(o.Request.ClientOrderId)))
        {
            Send(new AccountCommand.Resolve(AccountOf(state), _botId, state.Config!.Trading.Symbol, Live(order)));
        }

        _overdue.Clear();
        _overdue.UnionWith(unclear.Select(o => o.Request.ClientOrderId));
    }

    private static ImmutableArray<LiveOrder> Live(BotState state) => [.. state.Orders.Values.Select(Live)];

    private static LiveOrder? Live(BotState state, ClientOrderId id) => state.Orders.TryGetValue(id, out var order) ? Live(order) : null;

    private static LiveOrder Live(BotOrder order) => new(order.Request.ClientOrderId, order.Phase == OrderPhase.InFlight, order.IntendedAt)
    {
        Quantity = order.Request.Quantity,
        TriggerPrice = order.Request.TriggerPrice,
        VenueOrderId = order.VenueOrderId,
    };

    private static Quantity Open(BotState state) => new(state.OpenPositions.Sum(p => p.OpenQuantity.Value));

    private static string AccountOf(BotState state) => AccountOf(state.Identity!);

    private static string AccountOf(BotIdentity identity) => new AccountId(identity.Exchange, identity.Account).ToString();

    private void Send(AccountCommand command) => _accounts.Tell(command, _bot);
}

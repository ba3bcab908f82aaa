using System.Diagnostics;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>Commands of the backend that wait for an answer of the account; at most a stated number, and for a stated time.</summary>
internal sealed class PendingCommands
{
    /// <summary>More than these are refused: somebody sends without waiting for replies.</summary>
    private const int Most = 32;

    private readonly string _botId;
    private readonly IActorRef _bot;
    private readonly BotConnection _connection;
    private readonly List<(BotInput Input, Money Amount, IActorRef ReplyTo)> _begins = [];
    private readonly List<(AccountWish Wish, IActorRef ReplyTo)> _wishes = [];

    public PendingCommands(string botId, IActorRef bot, BotConnection connection)
    {
        _botId = botId;
        _bot = bot;
        _connection = connection;
    }

    /// <summary>Lets a command that commits a budget wait for the account, which is asked whether it fits.</summary>
    /// <param name="state">The bot.</param>
    /// <param name="decision">What would be decided if the budget fits.</param>
    /// <param name="input">The command.</param>
    /// <param name="replyTo">Who sent it.</param>
    /// <returns>Whether it waits or was refused; else it commits none.</returns>
    public bool Defers(BotState state, Decision decision, BotInput input, IActorRef replyTo)
    {
        if (decision is not { Denial: null, After.Identity: { } identity } || decision.BudgetCommitted(state) is not { } amount)
        {
            return false;
        }

        if (HasRoom(replyTo))
        {
            _begins.Add((input, amount, replyTo));
            _connection.RequestBudget(identity, amount);
        }

        return true;
    }

    /// <summary>Lets a wish wait for the reading in which it is granted or not.</summary>
    public void Wish(AccountWish wish, BotState state, bool isAttached, IActorRef replyTo)
    {
        if (!isAttached)
        {
            Refuse(replyTo, "ACCOUNT_NOT_READY", "the bot is not connected to its account");
        }
        else if (HasRoom(replyTo))
        {
            _wishes.Add((wish, replyTo));
            _connection.Reconcile(state, wish);
        }
    }

    /// <summary>The account answered: the commands that wait for it are decided, in their order.</summary>
    /// <returns>Whether any waited for it.</returns>
    public bool Answer(AccountNews.BudgetDecided news)
    {
        var ready = _begins.Where(b => b.Amount == news.Amount).ToList();
        _begins.RemoveAll(b => b.Amount == news.Amount);
        ready.ForEach(b => Decide(b.Input, news.Answer, b.ReplyTo));
        return ready.Count > 0;
    }

    /// <summary>A reading that answers a wish came.</summary>
    public void Answer(VenueSnapshot snapshot)
    {
        foreach (var (wish, replyTo) in _wishes.Where(w => w.Wish == snapshot.Answered).ToList())
        {
            _wishes.Remove((wish, replyTo));
            _bot.Tell(new ReadyCommand(
                wish switch
                {
                    AccountWish.AdoptPosition => new BotInput.Adopt(snapshot.Adoption),
                    AccountWish.CancelForeignOrders => new BotInput.CancelForeignOrders(snapshot.CancelledOrders),
                    _ => throw new UnreachableException($"nothing waits for {wish}"),
                },
                replyTo));
        }
    }

    /// <summary>No answer came: what commits a budget is decided without one, wishes are refused.</summary>
    public void GiveUp(string reason)
    {
        foreach (var (input, _, replyTo) in _begins)
        {
            Decide(input, new BudgetAnswer(BudgetVerdict.Unknown, reason), replyTo);
        }

        _begins.Clear();
        GiveUpWishes(reason);
    }

    /// <summary>The account could not be read: wishes are refused.</summary>
    public void GiveUpWishes(string reason)
    {
        _wishes.ForEach(w => Refuse(w.ReplyTo, "VENUE_NO_ANSWER", reason));
        _wishes.Clear();
    }

    private void Refuse(IActorRef replyTo, string code, string message) =>
        replyTo.Tell(new CommandReply.Refused(_botId, code, message, []), _bot);

    private bool HasRoom(IActorRef replyTo)
    {
        if (_begins.Count + _wishes.Count < Most)
        {
            return true;
        }

        Refuse(replyTo, "BUSY", $"{Most} commands wait for the account already");
        return false;
    }

    private void Decide(BotInput input, BudgetAnswer answer, IActorRef replyTo) => _bot.Tell(new ReadyCommand(
        input switch
        {
            BotInput.Start i => i with { Budget = answer },
            BotInput.Resume i => i with { Budget = answer },
            BotInput.Reload i => i with { Budget = answer },
            _ => throw new UnreachableException($"{input.GetType().Name} commits no budget"),
        },
        replyTo));
}

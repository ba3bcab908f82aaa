using Akka.Actor;
using static ActorBots.Actors.MarketData.MarketDataProtocol;

namespace ActorBots.Actors.MarketData;

/// <summary>
/// Remembers whom a hub woke and, when it is asked, waits until all of them are done. A question that comes before the last answer replaces
/// it: its asker gave up. Not thread-safe: belongs to one hub.
/// </summary>
internal sealed class HubSettlement
{
    private readonly IActorRef _hub;
    private readonly HashSet<IActorRef> _woken = [];
    private (SettleHub Question, IActorRef ReplyTo)? _asked;
    private int _unsettled;

    public HubSettlement(IActorRef hub) => _hub = hub;

    /// <summary>A subscriber was told something.</summary>
    public void Woke(IActorRef subscriber) => _woken.Add(subscriber);

    /// <summary>A subscriber is gone; nobody waits for it.</summary>
    public void Forget(IActorRef subscriber)
    {
        if (_woken.Remove(subscriber) && _unsettled > 0 && _asked is { } asked)
        {
            Answered(asked.Question.Sequence);
        }
    }

    /// <summary>Somebody wants to know when all are done.</summary>
    public void Ask(SettleHub question, IActorRef replyTo, long heard)
    {
        _asked = (question, replyTo);
        _unsettled = 0;
        Try(heard);
    }

    /// <summary>Asks those who were woken, once the tick in question was heard.</summary>
    /// <param name="heard">The newest tick's number.</param>
    public void Try(long heard)
    {
        if (_asked is not { } asked || _unsettled > 0 || (asked.Question.AwaitsTick && heard < asked.Question.Sequence))
        {
            return;
        }

        _unsettled = _woken.Count + 1;
        foreach (var subscriber in _woken)
        {
            subscriber.Tell(new Settle(_hub, asked.Question.Sequence), _hub);
        }

        Answered(asked.Question.Sequence);
    }

    /// <summary>One is done.</summary>
    public void Answered(long sequence)
    {
        if (_asked is not { } asked || asked.Question.Sequence != sequence || --_unsettled > 0)
        {
            return;
        }

        _asked = null;
        _unsettled = 0;
        _woken.Clear();
        asked.ReplyTo.Tell(new Settled(sequence), _hub);
    }
}

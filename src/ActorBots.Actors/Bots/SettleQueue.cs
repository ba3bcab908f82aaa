using ActorBots.Actors.MarketData;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>Who waits for a bot to be done with a tick.</summary>
internal sealed class SettleQueue
{
    private readonly List<MarketDataProtocol.Settle> _waiting = [];

    /// <summary>Takes a question.</summary>
    public void Add(MarketDataProtocol.Settle question) => _waiting.Add(question);

    /// <summary>Answers all questions when the bot is done.</summary>
    public void AnswerWhen(Func<bool> isSettled)
    {
        if (_waiting.Count > 0 && isSettled())
        {
            _waiting.ForEach(s => s.ReplyTo.Tell(new MarketDataProtocol.Settled(s.Sequence)));
            _waiting.Clear();
        }
    }
}

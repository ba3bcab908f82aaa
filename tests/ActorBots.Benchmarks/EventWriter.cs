using ActorBots.Domain.Bots;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBots.Benchmarks;

/// <summary>Stores one event after the other, as a bot does that waits for each; answers when a number of them is stored.</summary>
internal sealed class EventWriter : ReceivePersistentActor
{
    private readonly BotEvent _happened;
    private int _left;
    private IActorRef _asker = ActorRefs.Nobody;

    public EventWriter(string name, BotEvent happened)
    {
        PersistenceId = name;
        _happened = happened;
        Recover<BotEvent>(_ => { });
        Command<int>(count =>
        {
            (_left, _asker) = (count, Sender);
            if (count == 0)
            {
                _asker.Tell(0);
            }
            else
            {
                Next();
            }
        });
        Command<Together>(together =>
        {
            (_left, _asker) = (together.Count, Sender);
            PersistAll(Enumerable.Repeat(_happened, together.Count), _ => Count());
        });
    }

    public override string PersistenceId { get; }

    private void Next() => Persist(_happened, _ =>
    {
        if (!Count())
        {
            Next();
        }
    });

    private bool Count()
    {
        if (--_left > 0)
        {
            return false;
        }

        _asker.Tell(0);
        return true;
    }

    /// <summary>Stores so many in one write.</summary>
    public sealed record Together(int Count);
}

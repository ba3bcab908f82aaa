using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBots.Testing.Persistence;

/// <summary>Stores every text it is told and answers when it is stored; knows what it has.</summary>
public sealed class EventActor : ReceivePersistentActor
{
    private readonly List<string> _events = [];

    public EventActor(string persistenceId)
    {
        PersistenceId = persistenceId;
        Recover<string>(_events.Add);
        Recover<SnapshotOffer>(offer => _events.Add($"snapshot {offer.Snapshot}"));
        Command<string>(text =>
        {
            var sender = Sender;
            Persist(text, stored =>
            {
                _events.Add(stored);
                sender.Tell($"{stored}-done");
            });
        });
        Command<PersistTogether>(together => StoreTogether(together, Sender));
        Command<Delete>(delete => DeleteMessages(delete.To));
        Command<DeleteMessagesSuccess>(success => Context.System.EventStream.Publish(new Deleted(PersistenceId, success.ToSequenceNr)));
        Command<Get>(_ => Sender.Tell(new State([.. _events], LastSequenceNr)));
        Command<Stop>(_ => Context.Stop(Self));
    }

    public override string PersistenceId { get; }

    // Stopping says everything; the tests need no second voice in the log.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
    }

    private void StoreTogether(PersistTogether together, IActorRef sender)
    {
        var left = together.Events.Length;
        PersistAll(together.Events, stored =>
        {
            _events.Add(stored);
            if (--left == 0)
            {
                sender.Tell("all-done");
            }
        });
    }

    public sealed record PersistTogether(ImmutableArray<string> Events);

    public sealed record Delete(long To);

    /// <summary>Published on the event stream.</summary>
    public sealed record Deleted(string PersistenceId, long To);

    public sealed record Get
    {
        public static readonly Get Instance = new();
    }

    public sealed record Stop
    {
        public static readonly Stop Instance = new();
    }

    public sealed record State(ImmutableArray<string> Events, long Last);
}

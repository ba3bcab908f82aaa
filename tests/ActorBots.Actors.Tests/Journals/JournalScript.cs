using System.Collections.Concurrent;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Journals;

/// <summary>What the scripted journal of an actor system does with the next writes, and what it has written.</summary>
internal sealed class JournalScript : IExtension
{
    private readonly ConcurrentQueue<(string PersistenceId, object Event)> _written = new();

    /// <summary>What stands before each write: may end late, throw (the write failed) or answer with a rejection.</summary>
    public Func<object, Task<Exception?>> Before { get; set; } = _ => Task.FromResult<Exception?>(null);

    /// <summary>All events that were stored, oldest first.</summary>
    public IReadOnlyList<object> Events => [.. _written.Select(w => w.Event)];

    public static JournalScript Of(ActorSystem system) => system.WithExtension<JournalScript, Provider>();

    public void Wrote(string persistenceId, object happened) => _written.Enqueue((persistenceId, happened));

    private sealed class Provider : ExtensionIdProvider<JournalScript>
    {
        public override JournalScript CreateExtension(ExtendedActorSystem system) => new();
    }
}

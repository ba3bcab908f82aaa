using System.Collections.Immutable;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.Serialization;

namespace ActorBots.Actors.Tests.Journals;

/// <summary>
/// A journal in memory that holds what went through the real serializer, and whose writes wait, fail or are rejected as
/// <see cref="JournalScript"/> wants.
/// </summary>
public sealed class ScriptedJournal : MemoryJournal
{
    private readonly JournalScript _script = JournalScript.Of(Context.System);
    private readonly Serialization _serialization = Context.System.Serialization;

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var results = new List<Exception?>();
        foreach (var write in messages)
        {
            var events = ((IImmutableList<IPersistentRepresentation>)write.Payload).ToList();
            var rejection = await _script.Before(events[0].Payload);
            results.Add(rejection);
            if (rejection is null)
            {
                var stored = events.Select(e => e.WithPayload(ThroughTheWire(e.Payload))).ToImmutableList();
                await base.WriteMessagesAsync([new AtomicWrite(stored)], cancellationToken);
                events.ForEach(e => _script.Wrote(e.PersistenceId, e.Payload));
            }
        }

        return results.TrueForAll(r => r is null) ? null! : ImmutableList.CreateRange(results.Select(r => r!));
    }

    private object ThroughTheWire(object payload)
    {
        var serializer = (SerializerWithStringManifest)_serialization.FindSerializerFor(payload);
        return serializer.FromBinary(serializer.ToBinary(payload), serializer.Manifest(payload));
    }
}

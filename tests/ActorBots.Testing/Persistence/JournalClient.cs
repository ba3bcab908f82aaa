using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>Speaks to a journal as a persistent actor does.</summary>
public sealed class JournalClient
{
    private const int Instance = 7;
    private readonly PersistencePlugin _plugin;

    public JournalClient(PersistencePlugin plugin, string persistenceId, string writer = "writer-1")
    {
        _plugin = plugin;
        PersistenceId = persistenceId;
        Writer = writer;
    }

    public string PersistenceId { get; }

    public string Writer { get; }

    public Persistent Event(long number, object? payload = null) =>
        new(payload ?? $"a-{number}", number, PersistenceId, string.Empty, false, ActorRefs.NoSender, Writer);

    public AtomicWrite One(long number, object? payload = null) => new(Event(number, payload));

    public AtomicWrite Several(long from, long to) =>
        new(Enumerable.Range(0, (int)(to - from) + 1).Select(i => (IPersistentRepresentation)Event(from + i)).ToImmutableList());

    /// <summary>Sends writes; the first answer, for the whole, and one for each event.</summary>
    public async Task<JournalAnswer> WriteAsync(params AtomicWrite[] writes)
    {
        var probe = _plugin.NewProbe();
        _plugin.Journal.Tell(new WriteMessages(writes, probe.Ref, Instance), probe.Ref);
        var whole = await probe.ExpectMsgAsync<object>(TimeSpan.FromSeconds(30));
        var each = ImmutableArray.CreateBuilder<object>();
        for (var i = 0; i < writes.Sum(w => w.Size); i++)
        {
            each.Add(await probe.ExpectMsgAsync<object>(TimeSpan.FromSeconds(30)));
        }

        return new JournalAnswer(whole, each.ToImmutable());
    }

    /// <summary>Writes and expects success.</summary>
    public async Task StoreAsync(params AtomicWrite[] writes) => (await WriteAsync(writes)).AssertStored();

    /// <summary>The standard five: three single ones and two of one atomic write.</summary>
    public Task StoreFiveAsync() => StoreAsync(One(1), One(2), One(3), Several(4, 5));

    /// <summary>What a replay shows, and the highest number it ends with.</summary>
    public async Task<(ImmutableArray<IPersistentRepresentation> Events, long Highest)> ReplayAsync(
        long from = 1, long to = long.MaxValue, long max = long.MaxValue)
    {
        var probe = _plugin.NewProbe();
        _plugin.Journal.Tell(new ReplayMessages(from, to, max, PersistenceId, probe.Ref), probe.Ref);
        var events = ImmutableArray.CreateBuilder<IPersistentRepresentation>();
        while (true)
        {
            switch (await probe.ExpectMsgAsync<object>(TimeSpan.FromSeconds(30)))
            {
                case ReplayedMessage message:
                    events.Add(message.Persistent);
                    break;
                case RecoverySuccess success:
                    return (events.ToImmutable(), success.HighestSequenceNr);
                case ReplayMessagesFailure failure:
                    throw new InvalidOperationException("the replay failed", failure.Cause);
                case var other:
                    throw new InvalidOperationException($"unexpected {other}");
            }
        }
    }

    /// <summary>Asserts that a replay shows just the standard events of these numbers.</summary>
    public async Task AssertReplayAsync(long[] numbers, long highest, long from = 1, long to = long.MaxValue, long max = long.MaxValue)
    {
        var (events, top) = await ReplayAsync(from, to, max);
        Assert.Equal(numbers, events.Select(e => e.SequenceNr));
        Assert.All(events, e => Assert.Equal((PersistenceId, $"a-{e.SequenceNr}", false), (e.PersistenceId, (string)e.Payload, e.IsDeleted)));
        Assert.Equal(highest, top);
    }

    public async Task DeleteAsync(long to)
    {
        var probe = _plugin.NewProbe();
        _plugin.Journal.Tell(new DeleteMessagesTo(PersistenceId, to, probe.Ref), probe.Ref);
        Assert.Equal(to, (await probe.ExpectMsgAsync<DeleteMessagesSuccess>()).ToSequenceNr);
    }
}

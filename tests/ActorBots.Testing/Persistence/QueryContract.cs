using Akka;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>What the contracts of queries share.</summary>
public abstract class QueryContract : PersistenceContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    protected QueryContract(PersistencePlugin plugin)
        : base(plugin)
    {
    }

    /// <summary>The read journal as a query.</summary>
    protected T Query<T>()
        where T : class, IReadJournal => Assert.IsAssignableFrom<T>(Plugin.ReadJournal);

    protected StreamProbe<T> Run<T>(Source<T, NotUsed> source) => new(Plugin, source);

    protected async Task<IReadOnlyList<T>> AllOfAsync<T>(Source<T, NotUsed> source) =>
        await source.RunWith(Sink.Seq<T>(), Plugin.System.Materializer()).WaitAsync(Patience);

    /// <summary>Starts an actor that has stored texts.</summary>
    protected async Task<IActorRef> ActorAsync(string id, params string[] texts)
    {
        var actor = Plugin.StartActor(id);
        await TellAsync(actor, texts);
        return actor;
    }

    /// <summary>Lets an actor store texts, one after the other.</summary>
    protected static async Task TellAsync(IActorRef actor, params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Equal($"{text}-done", await actor.Ask<string>(text, Patience));
        }
    }

    protected static void AssertIs(EventEnvelope envelope, string id, long number, string text) =>
        Assert.Equal((id, number, text), (envelope.PersistenceId, envelope.SequenceNr, (string)envelope.Event));

    /// <summary>Where the journal ends now.</summary>
    protected async Task<Offset> EndAsync()
    {
        var events = await AllOfAsync(Query<ICurrentAllEventsQuery>().CurrentAllEvents(Offset.NoOffset()));
        return events.Count == 0 ? Offset.NoOffset() : events[^1].Offset;
    }
}

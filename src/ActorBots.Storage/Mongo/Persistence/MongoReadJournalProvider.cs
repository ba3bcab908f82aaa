using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Query;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Makes the read journal; Akka finds it by the key <c>class</c>.</summary>
internal sealed class MongoReadJournalProvider : IReadJournalProvider
{
    private readonly ExtendedActorSystem _system;
    private readonly Config _config;

    public MongoReadJournalProvider(ExtendedActorSystem system, Config config)
    {
        _system = system;
        _config = config;
    }

    public IReadJournal GetReadJournal() => new MongoReadJournal(_system, _config);
}

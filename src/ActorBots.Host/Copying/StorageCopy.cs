using ActorBots.Host.Nodes;
using ActorBots.Host.Settings;
using ActorBots.Protocol.Serialization;
using ActorBots.Storage;
using ActorBots.Storage.Mongo;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Remote.Serialization;
using Akka.Serialization;
using MongoDB.Driver;

namespace ActorBots.Host.Copying;

/// <summary>Copies all that a stopped node kept in a data folder on SQLite to an empty MongoDB database.</summary>
internal static class StorageCopy
{
    /// <summary>Copies; a copy that was interrupted goes on when it is repeated.</summary>
    /// <param name="dataDirectory">The node's data folder.</param>
    /// <param name="mongo">The target.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="CopyException">The source is not there, the target is not empty, or an end failed.</exception>
    public static async Task<StorageCopyFigures> RunAsync(
        string dataDirectory, MongoSettings mongo, TimeProvider time, CancellationToken cancellationToken)
    {
        var source = new StoreSettings { Name = "sqlite", Path = NodeStorage.BooksFile(dataDirectory) };
        if (!File.Exists(source.Path))
        {
            throw new CopyException($"--from '{dataDirectory}': the folder has no actorbots.db: allowed is the data folder of a node on SQLite");
        }

        using var connection = MongoConnection.Create(mongo);
        try
        {
            await using var from = await StoreRegistry.OpenAsync(source, time, cancellationToken);
            await using var to = await StoreRegistry.OpenAsync(new StoreSettings { Name = "mongodb", Mongo = connection }, time, cancellationToken);
            var books = new StoreCopy(from, to);
            await books.BeginAsync(cancellationToken);
            var (bots, shards) = await CopyJournalsAsync(dataDirectory, connection, cancellationToken);
            return new StorageCopyFigures(await books.RunAsync(cancellationToken), bots, shards);
        }
        catch (StoreCopyException e)
        {
            throw new CopyException(e.Message, e);
        }
        catch (Exception e) when (e is StoreFileException or StoreVersionException or MongoException or TimeoutException)
        {
            throw new CopyException($"the copy stopped: {e.Message}; repeat it when that is mended", e);
        }
    }

    private static async Task<(JournalCopyFigures Bots, JournalCopyFigures Shards)> CopyJournalsAsync(
        string dataDirectory, MongoConnection connection, CancellationToken cancellationToken)
    {
        var sqlite = HoconFiles.Read("storage.sqlite.hocon", Path.GetFullPath(dataDirectory));

        // Akka.Persistence.Sql can open one read journal per actor system.
        var bots = Start("copy-bots", sqlite, null);
        var shards = Start("copy-shards", sqlite, null);
        var target = Start("copy-target", HoconFiles.Read("storage.mongodb.hocon"), new MongoSetup(connection));
        try
        {
            var ofBots = new JournalCopy(
                new JournalEnd(bots, "akka.persistence.journal.sql", "akka.persistence.snapshot-store.sql", "akka.persistence.query.journal.sql"),
                new JournalEnd(target, "akka.persistence.journal.mongodb", "akka.persistence.snapshot-store.mongodb"));
            var ofShards = new JournalCopy(
                new JournalEnd(shards, "akka.persistence.journal.sharding", "akka.persistence.snapshot-store.sharding", "akka.persistence.query.journal.sharding"),
                new JournalEnd(target, "akka.persistence.journal.sharding", "akka.persistence.snapshot-store.sharding"));
            return (await ofBots.RunAsync(cancellationToken), await ofShards.RunAsync(cancellationToken));
        }
        finally
        {
            await Task.WhenAll(bots.Terminate(), shards.Terminate(), target.Terminate());
        }
    }

    private static ActorSystem Start(string name, Config persistence, Setup? connection)
    {
        var config = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = off, log-dead-letters = off }")
            .WithFallback(persistence)
            .WithFallback(ConfigurationFactory.FromResource<PrimitiveSerializers>("Akka.Remote.Configuration.Remote.conf"))
            .WithFallback(ClusterSharding.DefaultConfig());
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            SerializationSetup.Create(system =>
                [SerializerDetails.Create("actorbots", new ActorBotsSerializer(system), [.. ActorBotsSerializer.BoundTypes])]));
        return ActorSystem.Create(name, connection is null ? setup : setup.And(connection));
    }
}

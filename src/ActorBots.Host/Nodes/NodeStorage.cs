using System.Collections.Immutable;
using ActorBots.Host.Settings;
using ActorBots.Ports.Storage;
using ActorBots.Storage;
using ActorBots.Storage.Mongo;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace ActorBots.Host.Nodes;

/// <summary>
/// All that a node keeps, on one kind of store: documents and books through the ports, journal and snapshots through Akka's plugins. The
/// one place that knows which store goes with which plugin.
/// </summary>
internal sealed class NodeStorage : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private NodeStorage(IStore store, Config hocon, string readJournalId, MongoConnection? connection)
    {
        Store = store;
        Hocon = hocon;
        ReadJournalId = readJournalId;
        Connection = connection;
    }

    /// <summary>Documents, books and dead letters.</summary>
    public IStore Store { get; }

    /// <summary>Akka's persistence plugins on this store.</summary>
    public Config Hocon { get; }

    /// <summary>The read journal of the bots' events.</summary>
    public string ReadJournalId { get; }

    /// <summary>The connection that the plugins share; only on MongoDB.</summary>
    public MongoConnection? Connection { get; }

    /// <summary>The file of documents and books in a data folder.</summary>
    public static string BooksFile(string dataDirectory) => Path.Combine(dataDirectory, "actorbots.db");

    /// <summary>All files of a node that keeps everything on SQLite.</summary>
    public static ImmutableArray<string> Files(NodeSettings settings) =>
    [
        BooksFile(settings.DataDirectory),
        Path.Combine(settings.DataDirectory, "journal.db"),
        Path.Combine(settings.DataDirectory, "sharding.db"),
    ];

    /// <summary>Opens what the settings name. MongoDB may be away for a while: it is asked again for two minutes.</summary>
    /// <exception cref="SettingsException">The store cannot be used, or did not answer.</exception>
    public static async Task<NodeStorage> OpenAsync(
        NodeSettings settings, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return settings.Storage == "mongodb"
                ? await OpenMongoAsync(settings, logger, time, cancellationToken)
                : await OpenFilesAsync(settings, time, cancellationToken);
        }
        catch (StoreFileException e)
        {
            throw new SettingsException([e.Message]);
        }
        catch (StoreVersionException e)
        {
            throw new SettingsException([e.Message]);
        }
        catch (MongoSettingsException e)
        {
            throw new SettingsException(e.Problems);
        }
    }

    /// <summary>Closes the store; the actor system has ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Connection?.Dispose();
    }

    private static async Task<NodeStorage> OpenFilesAsync(NodeSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        var where = new StoreSettings { Name = settings.Storage, Path = BooksFile(settings.DataDirectory) };
        var store = await StoreRegistry.OpenAsync(where, time, cancellationToken);
        var hocon = HoconFiles.Read("storage.sqlite.hocon", Path.GetFullPath(settings.DataDirectory));
        return new NodeStorage(store, hocon, "akka.persistence.query.journal.sql", connection: null);
    }

    private static async Task<NodeStorage> OpenMongoAsync(
        NodeSettings settings, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = MongoConnection.Create(settings.Mongo ?? throw new SettingsException(["actorbots.storage = 'mongodb' needs a connection string"]));
        try
        {
            var store = await ReachAsync(connection, logger, time, cancellationToken);
            return new NodeStorage(store, HoconFiles.Read("storage.mongodb.hocon"), "akka.persistence.query.mongodb", connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task<IStore> ReachAsync(
        MongoConnection connection, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                var where = new StoreSettings { Name = "mongodb", Mongo = connection };
                return await StoreRegistry.OpenAsync(where, time, cancellationToken);
            }
            catch (MongoAuthenticationException)
            {
                throw new SettingsException([$"MongoDB at {connection.Hosts} refuses the user or the password"]);
            }
            catch (Exception e) when (e is MongoCommandException and not (MongoNotPrimaryException or MongoNodeIsRecoveringException))
            {
                throw new SettingsException([$"MongoDB at {connection.Hosts} refuses: {e.Message}"]);
            }
            catch (Exception e) when (e is TimeoutException or MongoException)
            {
                if (time.GetElapsedTime(began) > StartTimeout)
                {
                    throw new SettingsException([$"MongoDB did not answer within {StartTimeout.TotalSeconds:0} s at {connection.Hosts}"]);
                }

                Log.StoreAway(logger, connection.Hosts);
                await Task.Delay(RetryInterval, time, cancellationToken);
            }
        }
    }
}

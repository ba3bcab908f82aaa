using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Servers;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// One client and one database with the engine's own guarantees: writes are acknowledged by a majority and are in the journal's file, reads
/// see only what a majority has, and go to the primary. Every wait has a bound. What the operator's connection string says beyond that holds.
/// </summary>
public sealed class MongoConnection : IDisposable
{
    private static readonly TimeSpan SelectionTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    // A server that has gone silent is noticed after one interval and one connect time-out; what waits for it is ended then.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    // The driver's own 500 turn a burst into failures, above all while the store is away. Whoever waits is bounded in time.
    private const int QueueSize = 10_000;

    private MongoConnection(MongoClient client, string database, bool namesDatabase)
    {
        Client = client;
        Database = client.GetDatabase(database);
        NamesDatabase = namesDatabase;
    }

    /// <summary>The driver's client; it keeps the pool and follows the topology.</summary>
    public IMongoClient Client { get; }

    /// <summary>The database with majority concerns.</summary>
    public IMongoDatabase Database { get; }

    /// <summary>Whether the settings named the database; otherwise it is the standard one.</summary>
    public bool NamesDatabase { get; }

    /// <summary>The servers that the connection string names, for people: hosts and ports, never a user or a password.</summary>
    public string Hosts => string.Join(", ", Client.Settings.Servers.Select(s => $"{s.Host}:{s.Port}"));

    /// <summary>Reads the settings and makes the client. Nothing is sent yet.</summary>
    /// <exception cref="MongoSettingsException">The connection string cannot be used; all problems, without the string itself.</exception>
    public static MongoConnection Create(MongoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var url = Parse(settings.ConnectionString);
        var problems = MongoUrlCheck.ProblemsOf(url, settings.Database);
        if (!problems.IsEmpty)
        {
            throw new MongoSettingsException(problems);
        }

        var client = MongoClientSettings.FromUrl(url);
        client.ApplicationName ??= "actorbots";
        client.WriteConcern = new WriteConcern("majority", journal: true, wTimeout: url.WTimeout);
        client.ReadConcern = ReadConcern.Majority;
        client.ReadPreference = ReadPreference.Primary;
        client.ServerSelectionTimeout = OrOwn(url.ServerSelectionTimeout, MongoDefaults.ServerSelectionTimeout, SelectionTimeout);
        client.ConnectTimeout = OrOwn(url.ConnectTimeout, MongoDefaults.ConnectTimeout, ConnectTimeout);
        client.SocketTimeout = OrOwn(url.SocketTimeout, MongoDefaults.SocketTimeout, SocketTimeout);
        client.WaitQueueTimeout = OrOwn(url.WaitQueueTimeout, MongoDefaults.WaitQueueTimeout, QueueTimeout);
        client.HeartbeatInterval = OrOwn(url.HeartbeatInterval, ServerSettings.DefaultHeartbeatInterval, HeartbeatInterval);
        client.ClusterConfigurator = static driver => driver
            .ConfigureCluster(static cluster => cluster.With(maxServerSelectionWaitQueueSize: QueueSize))
            .ConfigureConnectionPool(static pool => pool.With(waitQueueSize: QueueSize));
        var database = settings.Database ?? url.DatabaseName;
        return new MongoConnection(new MongoClient(client), database ?? MongoSettings.DefaultDatabase, database is not null);
    }

    /// <summary>Whether the server offers transactions over several documents: a replica set or a sharded cluster does, a standalone does not.</summary>
    /// <exception cref="MongoException">The server cannot be reached.</exception>
    public async Task<bool> OffersTransactionsAsync(CancellationToken cancellationToken)
    {
        // A hello has been answered once a ping has; the driver then knows what the server is.
        await Database.RunCommandAsync((Command<BsonDocument>)new BsonDocument("ping", 1), cancellationToken: cancellationToken).ConfigureAwait(false);
        var description = Client.Cluster.Description;
        return description.Type is ClusterType.ReplicaSet or ClusterType.Sharded or ClusterType.LoadBalanced
            || description.Servers.Any(s => s.Type is ServerType.ReplicaSetPrimary or ServerType.ShardRouter);
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose() => Client.Dispose();

    private static MongoUrl Parse(string connectionString)
    {
        try
        {
            return new MongoUrl(connectionString);
        }
        catch (Exception e) when (e is MongoConfigurationException or ArgumentException or FormatException)
        {
            // The driver's message quotes the string, and so the password.
            throw new MongoSettingsException(["the connection string is none: allowed is mongodb://host:port/… or mongodb+srv://host/…"]);
        }
    }

    private static TimeSpan OrOwn(TimeSpan given, TimeSpan standard, TimeSpan own) => given == standard ? own : given;
}

using ActorBots.Actors.Hosting;
using ActorBots.Host.Credentials;
using ActorBots.Host.Notifications;
using ActorBots.Host.Settings;
using ActorBots.Ports.Storage;
using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo;
using ActorBots.Venues;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;

namespace ActorBots.Host.Nodes;

/// <summary>One running node: store, venues, notifier channel and the actor system with its shard regions.</summary>
internal sealed class Node : IAsyncDisposable
{
    /// <summary>Akka's name of the system; part of every node's address.</summary>
    public const string SystemName = "actorbots";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly VenueRegistry _venues;
    private readonly WebhookChannel _channel;
    private readonly NodeStorage _storage;

    private Node(IHost host, NodeStorage storage, VenueRegistry venues, WebhookChannel channel)
    {
        _host = host;
        _venues = venues;
        _channel = channel;
        _storage = storage;
        var registry = host.Services.GetRequiredService<IActorRegistry>();
        Bots = registry.Get<BotRegion>();
        Venues = registry.Get<VenueGateways>();
        Notifier = registry.Get<Notifier>();
    }

    /// <summary>Documents, books and dead letters.</summary>
    public IStore Store => _storage.Store;

    /// <summary>The bots' shard region.</summary>
    public IActorRef Bots { get; }

    /// <summary>The node's venue gateways.</summary>
    public IActorRef Venues { get; }

    /// <summary>The node's notifier.</summary>
    public IActorRef Notifier { get; }

    /// <summary>Ends when the actor system ended, whoever asked for it.</summary>
    public Task Ended => _host.Services.GetRequiredService<ActorSystem>().WhenTerminated;

    /// <summary>Starts a node and waits until its regions are there.</summary>
    /// <exception cref="SettingsException">The configuration cannot be used.</exception>
    public static async Task<Node> StartAsync(
        NodeSettings settings, NodeParts parts, Serilog.ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var loggers = LoggerFactory.Create(l => l.AddSerilog(logger));
        var storage = await NodeStorage.OpenAsync(settings, loggers.CreateLogger<NodeStorage>(), time, cancellationToken);
        var venues = new VenueRegistry(settings.Venues, time, loggers);
        var credentials = await CredentialsOfAsync(settings, parts, storage, time, cancellationToken);
        var channel = new WebhookChannel(credentials, time, settings.Webhooks);
        var actors = new ActorBotsNode
        {
            Store = storage.Store,
            Connectors = venues.Names.ToDictionary(n => n, n => venues.TryGet(n, out var c) ? c : throw new InvalidOperationException(n), StringComparer.Ordinal),
            Credentials = credentials,
            Channel = channel,
            Time = time,
            Bots = settings.Bots,
            Probe = parts.Probe,
            ReadJournalId = storage.ReadJournalId,
            ShardingJournalId = "akka.persistence.journal.sharding",
            ShardingSnapshotStoreId = "akka.persistence.snapshot-store.sharding",
        };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopTimeout);
        builder.Services.AddLogging(l => l.ClearProviders().AddSerilog(logger));
        builder.Services.AddAkka(SystemName, akka => Configure(akka, settings, parts, actors, storage));
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new Node(host, storage, venues, channel);
    }

    /// <summary>Hands the bots over, resolves orders under way, stores state, leaves the cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _venues.Dispose();
        _channel.Dispose();
        await _storage.DisposeAsync();
    }

    private static async Task<CompositeCredentialProvider> CredentialsOfAsync(
        NodeSettings settings, NodeParts parts, NodeStorage storage, TimeProvider time, CancellationToken cancellationToken)
    {
        List<ICredentialProvider> providers = [];
        if (parts.Credentials is { } own)
        {
            providers.Add(own);
        }

        if (settings.CredentialsDirectory.Length > 0)
        {
            providers.Add(new FileCredentialProvider(settings.CredentialsDirectory));
        }

        providers.Add(new EnvironmentCredentialProvider());
        if (storage.Connection is { } connection && await SealedCredentials.OfAsync(settings, connection, time, cancellationToken) is { } sealedOnes)
        {
            providers.Add(sealedOnes);
        }

        return new CompositeCredentialProvider([.. providers]);
    }

    private static void Configure(
        AkkaConfigurationBuilder akka, NodeSettings settings, NodeParts parts, ActorBotsNode node, NodeStorage storage)
    {
        akka.AddHocon(storage.Hocon, HoconAddMode.Prepend)
            .AddHocon(HoconFiles.Read("akka.hocon"), HoconAddMode.Prepend)
            .AddHocon($"akka.loglevel = {AkkaLevel(settings.LogLevel)}", HoconAddMode.Prepend)
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .WithRemoting(settings.Hostname, settings.Port)
            .WithClustering(new ClusterOptions { Roles = ["bots"], SeedNodes = settings.SeedNodes.IsEmpty ? null : [.. settings.SeedNodes] })
            .WithActorBots(node);
        if (settings.SeedNodes.IsEmpty)
        {
            akka.AddStartup((system, _) =>
            {
                var cluster = Cluster.Get(system);
                cluster.Join(cluster.SelfAddress);
            });
        }

        if (storage.Connection is { } connection)
        {
            akka.AddSetup(new MongoSetup(connection));
        }

        if (parts.Overrides is { } overrides)
        {
            akka.AddHocon(overrides, HoconAddMode.Prepend);
        }
    }

    /// <summary>Akka formats nothing below its own level, so it has to follow the log's.</summary>
    private static string AkkaLevel(string level) => level switch
    {
        "verbose" or "debug" => "DEBUG",
        "warning" => "WARNING",
        "error" => "ERROR",
        _ => "INFO",
    };

    /// <summary>Signals are the command line's business, which knows what to do before the node ends.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

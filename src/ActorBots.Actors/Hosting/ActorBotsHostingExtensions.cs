using ActorBots.Actors.Bots;
using ActorBots.Actors.Gateways;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Notifications;
using ActorBots.Actors.Projections;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Protocol.Serialization;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Hosting;

namespace ActorBots.Actors.Hosting;

/// <summary>Puts the actors of a node together.</summary>
public static class ActorBotsHostingExtensions
{
    /// <summary>How many shards the bots and the accounts are spread over; part of stored ids, never changed while a cluster lives.</summary>
    public const int ShardCount = 100;

    /// <summary>
    /// Adds the serializer, the venue gateways, the notifier, the status writer, both shard regions, the projection and the reconciler.
    /// Persistence plugins, remoting and clustering come from the host.
    /// </summary>
    /// <param name="builder">Akka's builder.</param>
    /// <param name="node">What the node brings.</param>
    public static AkkaConfigurationBuilder WithActorBots(this AkkaConfigurationBuilder builder, ActorBotsNode node)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(node);
        return builder
            .WithCustomSerializer("actorbots", ActorBotsSerializer.BoundTypes, system => new ActorBotsSerializer(system))
            .WithActors((system, registry) => StartLocal(system, registry, node))
            .WithShardRegion<AccountRegion>(
                AccountRegion.TypeName,
                (_, registry, _) => AccountProps(registry, node),
                HashCodeMessageExtractor.Create(ShardCount, m => (m as IAccountMessage)?.AccountId),
                Options(node, remembers: false))
            .WithShardRegion<BotRegion>(
                BotRegion.TypeName,
                (_, registry, _) => BotProps(registry, node),
                HashCodeMessageExtractor.Create(ShardCount, m => (m as IBotMessage)?.BotId),
                Options(node, remembers: true))
            .AddStartup((system, registry) => BotDrain.AddTo(system, registry.Get<BotRegion>(), node.Bots.DrainTimeout))
            .WithSingleton<Projection>(
                "projection",
                (_, _, _) => ProjectionActor.Create(node.Store.Ledger, node.Store.Bots, node.ReadJournalId),
                createProxyToo: false)
            .WithSingleton<BotReconcilerActor>(
                "bot-reconciler",
                (_, registry, _) => BotReconcilerActor.Create(node.Store.Bots, registry.Get<BotRegion>()),
                createProxyToo: false);
    }

    private static void StartLocal(ActorSystem system, IActorRegistry registry, ActorBotsNode node)
    {
        var gateways = node.Connectors.ToDictionary(c => c.Key, c => VenueGatewayActor.Create(c.Value), StringComparer.Ordinal);
        registry.Register<VenueGateways>(system.ActorOf(VenueGatewaysActor.Create(gateways), "venues"));
        registry.Register<Notifier>(system.ActorOf(
            NotifierActor.Create(node.Channel, node.Store.DeadLetters, node.Time, node.Notifier), "notifier"));
        registry.Register<StatusWriterActor>(system.ActorOf(StatusWriterActor.Create(node.Store.Bots), "status-writer"));
        Logging.GetLogger(system, typeof(ActorBotsNode)).Info("node trades at {Venues}", string.Join(", ", node.Connectors.Keys));
    }

    private static Func<string, Props> BotProps(IActorRegistry registry, ActorBotsNode node)
    {
        var services = new Lazy<BotServices>(() => new BotServices
        {
            Catalog = node.Store.Bots,
            VenueGateways = registry.Get<VenueGateways>(),
            Accounts = registry.Get<AccountRegion>(),
            Notifier = registry.Get<Notifier>(),
            StatusWriter = registry.Get<StatusWriterActor>(),
            Settings = node.Bots,
            Time = node.Time,
            Probe = node.Probe,
        });
        return botId => BotActor.Create(botId, services.Value);
    }

    private static Func<string, Props> AccountProps(IActorRegistry registry, ActorBotsNode node)
    {
        var instruments = node.Connectors.ToDictionary(c => c.Key, c => new InstrumentDirectory(c.Value, node.Time), StringComparer.Ordinal);
        var services = new AccountGatewayServices(node.Connectors, instruments, node.Credentials, node.Accounts, node.Time);
        return accountId => AccountGatewayActor.Create(accountId, services, registry.Get<BotRegion>());
    }

    private static ShardOptions Options(ActorBotsNode node, bool remembers) => new()
    {
        StateStoreMode = StateStoreMode.DData,
        RememberEntities = remembers,
        RememberEntitiesStore = RememberEntitiesStore.Eventsourced,
        JournalPluginId = node.ShardingJournalId,
        SnapshotPluginId = node.ShardingSnapshotStoreId,
        HandOffStopMessage = StopEntity.Instance,
        ShouldPassivateIdleEntities = false,
    };
}

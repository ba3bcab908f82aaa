using ActorBots.Actors.Bots;
using ActorBots.Actors.Hosting;
using ActorBots.Domain.Bots.Config;
using ActorBots.Host.Settings;
using ActorBots.Ports.Notifications;
using ActorBots.Ports.Storage;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Storage.Memory;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Venues;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBots.Host.Tests.Nodes;

/// <summary>A one-node cluster with its regions, a journal on disk and a fake venue.</summary>
public sealed class HostingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("actorbots-hosting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restart_RememberedBot_ComesBackByItself()
    {
        var first = new FakeVenueConnector();
        using (var host = await StartAsync(first))
        {
            var region = await host.Services.GetRequiredService<IActorRegistry>().GetAsync<BotRegion>();
            var reply = await region.Ask<CommandReply>(new BotCommand.StartBot("bot-1"), Patience);
            Assert.IsType<CommandReply.Accepted>(reply);
            await UntilAsync(() => first.Account.Of(FakeCallKind.Positions).Count > 0);
            await host.StopAsync();
        }

        // The second life has the documents but no status rows: nobody but the shards can know that the bot should run.
        var second = new FakeVenueConnector();
        using var again = await StartAsync(second);

        await UntilAsync(() => second.Account.Of(FakeCallKind.Positions).Count > 0);
        var bots = await again.Services.GetRequiredService<IActorRegistry>().GetAsync<BotRegion>();
        var bot = await bots.Ask<BotReply>(new GetBot("bot-1"), Patience);
        Assert.Equal("RUNNING", bot.DesiredStatus);
        await again.StopAsync();
    }

    private async Task<IHost> StartAsync(FakeVenueConnector venue)
    {
        var store = new MemoryStore();
        await store.Bots.PutAsync(
            new BotDocument
            {
                BotId = "bot-1",
                UserId = "user-1",
                Exchange = "paper",
                Account = "main",
                ConfigJson = BotConfigWriter.Write(BotScenario.DefaultConfig),
                CreatedAt = BotScenario.StartedAt,
            },
            CancellationToken.None);
        var credentials = new FakeCredentials();
        credentials.Put("main");
        var node = new ActorBotsNode
        {
            Store = store,
            Connectors = new Dictionary<string, IVenueConnector> { ["paper"] = venue },
            Credentials = credentials,
            Channel = new DeafChannel(),
            Time = TimeProvider.System,
            Bots = new BotSettings(),
            ReadJournalId = "akka.persistence.query.journal.sql",
            ShardingJournalId = "akka.persistence.journal.sharding",
            ShardingSnapshotStoreId = "akka.persistence.snapshot-store.sharding",
        };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("actorbots", akka => akka
            .AddHocon(HoconFiles.Read("storage.sqlite.hocon", _folder), HoconAddMode.Prepend)
            .AddHocon(HoconFiles.Read("akka.hocon"), HoconAddMode.Prepend)
            .WithRemoting("127.0.0.1", 0)
            .WithClustering(new ClusterOptions { Roles = ["bots"] })
            .WithActorBots(node)
            .AddStartup((system, _) => Cluster.Get(system).Join(Cluster.Get(system).SelfAddress)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += TimeSpan.FromMilliseconds(50))
        {
            Assert.True(waited < Patience, "the awaited did not come about");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private sealed class DeafChannel : INotificationChannel
    {
        public Task<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellationToken) =>
            Task.FromResult(DeliveryResult.Delivered);
    }
}

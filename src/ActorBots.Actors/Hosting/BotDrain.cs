using ActorBots.Actors.Bots;
using ActorBots.Actors.MarketData;
using Akka;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;

namespace ActorBots.Actors.Hosting;

/// <summary>
/// Lets a node's bots finish before their shards are handed over: while a region hands over, its messages wait, so an order under way could
/// not be seen through any more. Runs in the phase service-stop of the coordinated shutdown.
/// </summary>
internal static class BotDrain
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Adds the task to the system's shutdown.</summary>
    public static void AddTo(ActorSystem system, IActorRef bots, TimeSpan timeout) =>
        CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseServiceStop, "drain-bots", async () =>
            {
                await RunAsync(system, bots, timeout).ConfigureAwait(false);
                return Done.Instance;
            });

    private static async Task RunAsync(ActorSystem system, IActorRef bots, TimeSpan timeout)
    {
        var log = Logging.GetLogger(system, typeof(BotDrain));
        try
        {
            var region = await bots.Ask<CurrentShardRegionState>(GetShardRegionState.Instance, AskTimeout).ConfigureAwait(false);
            var ids = region.Shards.SelectMany(s => s.EntityIds).ToList();
            await Task.WhenAll(ids.Select(id =>
                bots.Ask<MarketDataProtocol.Settled>(new ShardingEnvelope(id, DrainBot.Instance), timeout))).ConfigureAwait(false);
            log.Info("{Count} bots are drained", ids.Count);
        }
        catch (AskTimeoutException)
        {
            log.Warning("some bots still had orders under way after {Timeout}; they are seen through at the next start", timeout);
        }
    }
}

using System.Collections.Immutable;
using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Host.Nodes;

/// <summary>Asks bots how they are.</summary>
internal static class FleetView
{
    private const int Parallelism = 64;

    /// <summary>The answers of the bots that answered within the time-out, by bot id.</summary>
    public static async Task<ImmutableArray<BotReply>> AskAsync(
        IActorRef bots, IEnumerable<string> botIds, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(Parallelism);
        var replies = await Task.WhenAll(botIds.Select(async botId =>
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await bots.Ask<BotReply>(new GetBot(botId), timeout, cancellationToken);
            }
            catch (AskTimeoutException)
            {
                return null;
            }
            finally
            {
                slots.Release();
            }
        }));
        return [.. replies.OfType<BotReply>().OrderBy(r => r.BotId, StringComparer.Ordinal)];
    }
}

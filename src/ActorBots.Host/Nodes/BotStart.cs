using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Host.Nodes;

/// <summary>
/// Starts a bot through the region. A message to a bot that cannot be recovered at the moment, because the store stands still, is lost with
/// that attempt; starting is safe to repeat, so it is asked for again until the bot answers.
/// </summary>
internal static class BotStart
{
    private static readonly TimeSpan OneAttempt = TimeSpan.FromSeconds(10);

    /// <summary>Starts a bot and returns its answer.</summary>
    /// <param name="bots">The region of the bots.</param>
    /// <param name="botId">The bot, whose document is stored.</param>
    /// <param name="patience">How long to go on asking.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AskTimeoutException">The bot did not answer in time.</exception>
    public static Task<CommandReply> AskAsync(IActorRef bots, string botId, TimeSpan patience, CancellationToken cancellationToken) =>
        AskAsync(bots, botId, OneAttempt, patience, cancellationToken);

    /// <summary>The same with an attempt of a chosen length.</summary>
    internal static async Task<CommandReply> AskAsync(
        IActorRef bots, string botId, TimeSpan attempt, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                return await bots.Ask<CommandReply>(new BotCommand.StartBot(botId), attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (AskTimeoutException) when (!deadline.IsCancellationRequested)
            {
                // Asked again.
            }
        }
    }
}

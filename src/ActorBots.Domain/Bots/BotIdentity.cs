namespace ActorBots.Domain.Bots;

/// <summary>Who a bot is; does not change during its life.</summary>
/// <param name="BotId">1 to 24 characters of <c>[0-9a-z-]</c>.</param>
/// <param name="UserId">The owner's id in the backend.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Exchange">The venue's name.</param>
/// <param name="Account">The name of the credentials.</param>
public sealed record BotIdentity(string BotId, string UserId, string Name, string Exchange, string Account);

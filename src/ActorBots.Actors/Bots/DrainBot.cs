using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>
/// The node is about to go down: no entries any more. Answered by <c>Settled</c> once nothing of the bot is under way. Comes before the
/// hand-off, while the account's gateway still works.
/// </summary>
internal sealed record DrainBot : INoSerializationVerificationNeeded
{
    public static readonly DrainBot Instance = new();
}

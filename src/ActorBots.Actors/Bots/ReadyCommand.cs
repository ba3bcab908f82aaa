using ActorBots.Domain.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>A command that waited for its account can be decided upon now.</summary>
/// <param name="Input">What is to be decided upon.</param>
/// <param name="ReplyTo">Who sent the command.</param>
internal sealed record ReadyCommand(BotInput Input, IActorRef ReplyTo) : INoSerializationVerificationNeeded;

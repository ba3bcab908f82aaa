using ActorBots.Domain.Bots;
using ActorBots.Protocol.Bots;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>What the store said to a command that needs the bot's document: an input, or a refusal of the command.</summary>
/// <param name="ReplyTo">Who sent the command.</param>
/// <param name="Input">What is to be decided upon.</param>
/// <param name="Refusal">Why there is nothing to decide upon.</param>
internal sealed record DocumentAnswer(IActorRef ReplyTo, BotInput? Input, CommandReply.Refused? Refusal) : INoSerializationVerificationNeeded;

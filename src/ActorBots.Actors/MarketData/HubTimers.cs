using Akka.Actor;

namespace ActorBots.Actors.MarketData;

/// <summary>The public stream has been down for longer than a reconnect takes.</summary>
internal sealed record DownDue(string Reason) : INoSerializationVerificationNeeded;

/// <summary>A silent instrument's price should be asked for.</summary>
internal sealed record PollDue : INoSerializationVerificationNeeded
{
    public static readonly PollDue Instance = new();
}

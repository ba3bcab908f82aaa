using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>The hand-off message of the shard regions: finish what is under way, then stop. Queues behind what was sent before.</summary>
public sealed record StopEntity : INoSerializationVerificationNeeded
{
    private StopEntity()
    {
    }

    /// <summary>The one instance.</summary>
    public static StopEntity Instance { get; } = new();
}

using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using Akka.Actor;

namespace ActorBots.Actors.Positions;

/// <summary>What a bot tells the children that follow its state. Local, never serialized.</summary>
public static class PositionProtocol
{
    /// <summary>The bot's newest state.</summary>
    /// <param name="Sequence">The bot's sequence number of the state.</param>
    /// <param name="State">The state.</param>
    public sealed record StateChanged(long Sequence, BotState State) : INoSerializationVerificationNeeded;

    /// <summary>The newest price that concerns the bot.</summary>
    /// <param name="Number">The price view's running number.</param>
    /// <param name="Price">Last trade's price.</param>
    public sealed record PriceSeen(long Number, Price Price) : INoSerializationVerificationNeeded;

    /// <summary>A child started or restarted and needs the bot's state.</summary>
    public sealed record ChildReady : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static ChildReady Instance { get; } = new();
    }
}

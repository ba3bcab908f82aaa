using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The messages of the private channels.</summary>
internal sealed class PrivateMessages(BitunixVenue venue) : IAccountTranslator
{
    /// <inheritdoc />
    public IEnumerable<AccountMessage> Translate(SimulationEvent happened, ExchangeAccount account, DateTimeOffset lastAt) => venue.Exchange.FeedEnded ? [] : [];
}

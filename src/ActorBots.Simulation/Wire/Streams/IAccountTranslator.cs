using ActorBots.Simulation.Accounts;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>Turns what happens to an account into the messages of a venue's private stream.</summary>
internal interface IAccountTranslator
{
    /// <summary>The messages that an event makes, in the order of delivery; none for what clients are not told.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="account">Whose event it is.</param>
    /// <param name="lastAt">Market time of the account's message before this one, for events without a time of their own.</param>
    IEnumerable<AccountMessage> Translate(SimulationEvent happened, ExchangeAccount account, DateTimeOffset lastAt);
}

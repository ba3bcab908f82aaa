using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Feeds;

/// <summary>A feed ready to run.</summary>
/// <param name="Rules">The instrument's rules.</param>
/// <param name="Cursor">Stands before the feed's first tick.</param>
/// <param name="Identity">What makes this feed this feed, for the ledger's guard.</param>
/// <param name="FirstPrice">Price of the first tick.</param>
internal sealed record OpenedFeed(InstrumentRules Rules, FeedCursor Cursor, string Identity, decimal FirstPrice);

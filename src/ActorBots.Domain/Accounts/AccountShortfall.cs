using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Accounts;

/// <summary>What of a shortage that two readings in a row have shown falls to one bot.</summary>
/// <param name="Stated">What the bot said that it holds, base units; when it holds another quantity by now, the shortfall says nothing.</param>
/// <param name="Missing">What of it is gone, base units; zero when all of it is conceded to the bot.</param>
public sealed record AccountShortfall(Quantity Stated, Quantity Missing);

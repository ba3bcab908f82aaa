using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Bots;

/// <summary>The part of a funding payment that falls to one bot.</summary>
/// <param name="FundingId">The venue's id of the payment.</param>
/// <param name="Amount">Change of the wallet, quote currency: negative is paid.</param>
/// <param name="At">Venue time, UTC.</param>
public sealed record FundingShare(string FundingId, Money Amount, DateTimeOffset At);

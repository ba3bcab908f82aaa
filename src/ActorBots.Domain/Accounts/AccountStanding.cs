using System.Collections.Immutable;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Accounts;

/// <summary>How an account stands against its bots, as far as two readings in a row have shown it.</summary>
/// <param name="Mismatches">The differences that count, by instrument.</param>
/// <param name="Unsettled">Instruments of which nothing is certain yet, neither a difference nor that both agree.</param>
public sealed record AccountStanding(ImmutableArray<AccountMismatch> Mismatches, ImmutableArray<InstrumentId> Unsettled);

using System.Collections.Immutable;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Accounts;

/// <summary>
/// Remembers what the readings of an account have shown. A difference counts once two readings in a row show the same one, and it is over
/// once two in a row show none: the first may lie between an execution and its news. Immutable.
/// </summary>
public sealed record AccountWatch
{
    /// <summary>A watch that has seen nothing.</summary>
    public static AccountWatch Empty { get; } = new();

    private ImmutableSortedDictionary<string, Sight> Sights { get; init; } = ImmutableSortedDictionary.Create<string, Sight>(StringComparer.Ordinal);

    /// <summary>The instruments that were looked at.</summary>
    public IEnumerable<InstrumentId> Instruments => Sights.Values.Select(s => s.Last.Instrument);

    /// <summary>What is certain.</summary>
    public AccountStanding Standing => new(
        [.. Sights.Values.Select(s => s.Settled).OfType<AccountMismatch>().Where(m => !m.IsNone)],
        [.. Sights.Values.Where(s => s.Settled is null).Select(s => s.Last.Instrument)]);

    /// <summary>Takes what a reading has shown.</summary>
    public AccountWatch Look(AccountMismatch found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var key = found.Instrument.Symbol;
        var before = Sights.GetValueOrDefault(key);
        var settled = found.IsSameAs(before?.Last) ? found : before?.Settled;
        return this with { Sights = Sights.SetItem(key, new Sight(found, settled)) };
    }

    /// <summary>Whether the newest reading of an instrument shows what counts.</summary>
    public bool IsSettled(InstrumentId instrument) =>
        Sights.GetValueOrDefault(instrument.Symbol) is { } sight && sight.Last.IsSameAs(sight.Settled);

    /// <summary>Whether the newest reading of an instrument differs from what counts, so that the next one should come soon.</summary>
    public bool NeedsAnotherLook(InstrumentId instrument) =>
        Sights.GetValueOrDefault(instrument.Symbol) is { } sight && !sight.Last.IsSameAs(sight.Settled) && !(sight.Settled is null && sight.Last.IsNone);

    /// <summary>Whether the differences that count are the same.</summary>
    public bool StandsLike(AccountWatch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (mine, others) = (Standing.Mismatches, other.Standing.Mismatches);
        return mine.Length == others.Length && mine.Zip(others).All(pair => pair.First.IsSameAs(pair.Second));
    }

    private sealed record Sight(AccountMismatch Last, AccountMismatch? Settled);
}

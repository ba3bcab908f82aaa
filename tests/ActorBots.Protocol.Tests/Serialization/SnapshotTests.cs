using ActorBots.Domain.Bots;
using CsCheck;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>A bot that comes back from a snapshot is the bot that never went.</summary>
public sealed class SnapshotTests
{
    private static readonly Gen<IReadOnlyList<BotEvent>> AnyJournal = Gen.Select(
        Gen.Long[1, 10_000_000_000], Gen.Int[0, 8], Gen.Long[1, 1_000_000], Gen.Int[-1000, 1000], Gen.Long[0, 3_000_000_000_000_000_000])
        .Select((price, scale, quantity, fee, ticks) => Journal.Of(
            new decimal((int)price, (int)(price >> 32), 0, false, (byte)scale),
            quantity / 1000m,
            fee / 10_000m,
            new DateTimeOffset(ticks, TimeSpan.Zero)));

    [Fact]
    public void Snapshot_AtAnyEvent_GoesOnLikeTheOriginal() => AnyJournal.Sample(CheckAllCuts, iter: 25, threads: 1);

    [Fact]
    public void Snapshot_AndJournalBothFromBytes_GiveTheSameState() => AnyJournal.Sample(
        journal => Assert.Equal(
            Render.Of(journal.Aggregate(BotState.Empty, BotEvolution.Evolve)),
            Render.Of(journal.Select(Codec.RoundTrip).Aggregate(BotState.Empty, BotEvolution.Evolve))),
        iter: 50,
        threads: 1);

    [Fact]
    public void Journal_OfTheseTests_HasEachKindOfEvent() => Assert.Equal(
        typeof(BotEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(BotEvent))).Select(t => t.Name).Order(StringComparer.Ordinal),
        Journal.Of(100m, 1m, 0.1m, EventSamples.At).Select(e => e.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Snapshot_Restored_KeepsTheComparers()
    {
        var restored = Codec.RoundTrip(StateSamples.Full);

        Assert.Same(BotState.ByValue, restored.Orders.KeyComparer);
        Assert.All(restored.Orders.Values, order => Assert.Same(StringComparer.Ordinal, order.FillIds.KeyComparer));
        Assert.Equal(["B", "a", "b"], restored.Orders[EventSamples.Entry].FillIds);
        Assert.Equal([5L, 41L], restored.Positions.Keys);
    }

    [Fact]
    public void Snapshot_OfAFullMemory_KeepsTheOrderOfBookedIdsAndEntryTimes()
    {
        var ids = Enumerable.Range(0, BotState.RememberedIds).Select(i => $"{i * 7919 % BotState.RememberedIds}").ToArray();
        var times = Enumerable.Range(0, 10_000).Select(i => EventSamples.At.AddSeconds(i)).ToArray();
        var state = BotState.Empty with { BookedIds = [.. ids], EntryTimes = Domain.Risk.TradeRateWindow.Of(times) };

        var restored = Codec.RoundTrip(state);

        Assert.Equal(ids, restored.BookedIds);
        Assert.Equal(state.EntryTimes, restored.EntryTimes);
    }

    private static void CheckAllCuts(IReadOnlyList<BotEvent> journal)
    {
        var original = BotState.Empty;
        var restored = new List<BotState> { Codec.RoundTrip(original) };
        foreach (var happened in journal)
        {
            original = BotEvolution.Evolve(original, happened);
            restored = [.. restored.Select(state => BotEvolution.Evolve(state, happened))];
            restored.Add(Codec.RoundTrip(original));
            Assert.Equal(Render.Of(original), Render.Of(restored[^1]));
        }

        var expected = Render.Of(original);
        Assert.All(restored, state => Assert.Equal(expected, Render.Of(state)));
    }
}

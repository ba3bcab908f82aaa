using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Feeds;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>Three minutes of a scripted market in which the bot opens and closes a position.</summary>
/// <param name="Name">For people.</param>
/// <param name="Path">Prices of the first minute; two quiet minutes follow.</param>
/// <param name="FillsInPieces">Whether the entry is filled half at once and half at the next tick.</param>
internal sealed record Round(string Name, ImmutableArray<decimal> Path, bool FillsInPieces = false)
{
    /// <summary>The tick of a round at which the bot enters.</summary>
    public const int EntryTick = 1;

    /// <summary>The tick of <see cref="Stop"/> at which the market goes through the stop.</summary>
    public const int StopTick = 3;

    /// <summary>A dip is bought and its target reached.</summary>
    public static readonly Round Target = new("target", [60_000m, 59_900m, 59_900m, 60_000m, 60_000m, 60_000m]);

    /// <summary>The same with an entry that fills in pieces.</summary>
    public static readonly Round Pieces = new("target, entry filled in two pieces", Target.Path, FillsInPieces: true);

    /// <summary>The dip goes on through the stop; the deeper dip is bought and its target reached.</summary>
    public static readonly Round Stop = new("stop, then target", [60_000m, 59_900m, 59_900m, 59_700m, 59_700m, 60_000m]);

    /// <summary>The same with the plunge right after the entry.</summary>
    public static readonly Round Plunge = new("stop at the next tick, then target", [60_000m, 59_900m, 59_700m, 59_700m, 59_700m, 60_000m]);

    private const int WarmUpMinutes = 30;
    private static readonly ImmutableArray<decimal> Quiet = [60_000m, 60_015m, 59_985m, 60_000m, 60_010m, 60_000m];
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>How many ticks make the history of which the bot learns its ATR.</summary>
    public static int WarmUpTicks => WarmUpMinutes * Quiet.Length;

    /// <summary>How many ticks a round has.</summary>
    public int Ticks => Path.Length + (2 * Quiet.Length);

    /// <summary>The market of some rounds, with its history before them.</summary>
    public static FeedSettings Feed(string symbol, IEnumerable<Round> rounds)
    {
        var prices = Enumerable.Repeat(Quiet, WarmUpMinutes).Concat(rounds.SelectMany(r => new[] { r.Path, Quiet, Quiet })).SelectMany(p => p);
        return new FeedSettings.Scripted(symbol, [.. prices.Select((p, i) => new FeedTick(Start + (Interval * i), p, 1m, OrderSide.Buy))]);
    }
}
